import type { InsolvencyRegister } from "@/db/values/registers";

export interface DebtorStatus {
  register: InsolvencyRegister;
  /** As the register writes it, trimmed and composed (NFC). */
  code: string;
  /** In the register's own language. */
  name: string;
  isActive: boolean;
}

const cz = (code: string, name: string, isActive: boolean): DebtorStatus => ({
  ...{ register: "isir_cz", code, name, isActive },
});
const sk = (code: string, name: string, isActive: boolean): DebtorStatus => ({
  ...{ register: "isir_sk", code, name, isActive },
});

/**
 * What each state of a proceeding is taken for until a tenant says otherwise. A petition alone does
 * not make a debtor insolvent, but whoever collects has to know of it, so it counts as active; a
 * settled case that is not final yet does too (Popis WS 2, list of druhStavKonkursu).
 */
export const DEFAULT_STATUSES: readonly DebtorStatus[] = [
  cz("NEVYRIZENA", "Nevyřízená", true),
  cz("MORATORIUM", "Moratorium", true),
  cz("NEVYR-POST", "Postoupená", true),
  cz("OBZIVLA", "Obživlá", true),
  cz("ÚPADEK", "Úpadek", true),
  cz("KONKURS", "Konkurs", true),
  cz("ODDLUŽENÍ", "Oddlužení", true),
  cz("REORGANIZ", "Reorganizace", true),
  cz("ZRUŠENO VS", "Zrušeno vrchním soudem", true),
  cz("K-PO ZRUŠ.", "Konkurs po zrušení", true),
  cz("VYRIZENA", "Vyřízená", false),
  cz("PRAVOMOCNA", "Pravomocná", false),
  cz("ODSKRTNUTA", "Odškrtnutá", false),
  cz("MYLNÝ ZÁP.", "Mylný zápis", false),
  sk("ZACATE_KONANIE", "Začaté konanie", true),
  sk("PREBIEHAJUCE_KONANIE", "Prebiehajúce konanie", true),
  sk("PRERUSENE_KONANIE", "Prerušené konanie", true),
  sk("ZACATY_PROCES_KONANIA", "Začatý proces", true),
  sk("SKONCENY_PROCES", "Skončený proces", false),
  sk("ZASTAVENE_KONANIE", "Zastavené konanie", false),
];

/** States by which a register itself says that a proceeding is over, or never was one. */
export const ENDED_STATES: readonly string[] = DEFAULT_STATUSES.filter(
  ({ isActive }) => !isActive,
).map(({ code }) => code);

/** States that nobody reaches without a decision, whether or not the register gives its day. */
export const DECIDED_STATES: readonly string[] = [
  ...["ÚPADEK", "KONKURS", "ODDLUŽENÍ", "REORGANIZ", "K-PO ZRUŠ.", "ZACATY_PROCES_KONANIA"],
];
/** States of a mere petition, whatever day stands beside them. */
export const PETITION_STATES: readonly string[] = ["NEVYRIZENA", "MORATORIUM", "NEVYR-POST"];

/** A code as it is compared: registers pad it and some of their copies decompose its letters. */
export const statusCode = (code: string): string => code.normalize("NFC").trim().toUpperCase();

/**
 * Whether a record means that the debtor still is insolvent: an end date ends it, an error of the
 * register never was one, and a state nobody has named counts as active, so that no new code is
 * overlooked.
 */
export function isActiveRecord(
  record: { stateCode: string | null; endedOn: string | null },
  statuses: ReadonlyMap<string, boolean>,
): boolean {
  if (record.endedOn !== null) return false;
  return record.stateCode === null || (statuses.get(statusCode(record.stateCode)) ?? true);
}
