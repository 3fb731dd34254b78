/**
 * States of a proceeding that the register publishes (druhStavKonkursu), and whether its own filter
 * of running proceedings keeps them. A state that is not here is a new one, and no reason to look
 * away. Source: description of the service WS2, 1.8.2.
 */
export const ISIR_STATES: readonly { code: string; isKeptAsRunning: boolean }[] = [
  { code: "NEVYRIZENA", isKeptAsRunning: true },
  { code: "MORATORIUM", isKeptAsRunning: true },
  { code: "NEVYR-POST", isKeptAsRunning: true },
  { code: "OBZIVLA", isKeptAsRunning: true },
  { code: "ÚPADEK", isKeptAsRunning: true },
  { code: "KONKURS", isKeptAsRunning: true },
  { code: "ODDLUŽENÍ", isKeptAsRunning: true },
  { code: "REORGANIZ", isKeptAsRunning: true },
  { code: "ZRUŠENO VS", isKeptAsRunning: true },
  { code: "K-PO ZRUŠ.", isKeptAsRunning: true },
  { code: "VYRIZENA", isKeptAsRunning: true },
  { code: "PRAVOMOCNA", isKeptAsRunning: false },
  { code: "ODSKRTNUTA", isKeptAsRunning: false },
  { code: "MYLNÝ ZÁP.", isKeptAsRunning: false },
];
