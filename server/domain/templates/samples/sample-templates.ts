import type { TemplateSettings } from "../inputs";
import { firstReminder, preActionNotice, slovakReminder } from "./letters";
import { EMAIL_REMINDER, SMS_REMINDER } from "./texts";

export type SampleCode =
  | "firstReminder"
  | "preAction"
  | "emailReminder"
  | "smsReminder"
  | "slovakReminder";

export interface SampleTemplate {
  fileName: string;
  /** The file; the same bytes every time. */
  bytes: () => Uint8Array;
  /** How it is meant to be sent. */
  settings: Omit<TemplateSettings, "note">;
}

const utf8 = (text: string) => new TextEncoder().encode(text);
const REF = "{Případ.RefNo}";

/** Templates to begin with: to download, to learn from, and in the demo. */
export const SAMPLE_TEMPLATES: Readonly<Record<SampleCode, SampleTemplate>> = {
  firstReminder: {
    fileName: "prvni-upominka.docx",
    bytes: firstReminder,
    settings: {
      ...{ code: "upominka-1", name: "První upomínka", methods: ["email", "letter"] },
      ...{ subject: `Upomínka nezaplacených závazků, č. ${REF}`, ourRef: REF },
      coverText:
        "{Povinný.Oslovení},\n\nv příloze Vám zasíláme upomínku nezaplacených závazků.\n\nS pozdravem\n" +
        "{Uživatel.Jméno | Odesílatel.Název}",
    },
  },
  preAction: {
    fileName: "predzalobni-vyzva.docx",
    bytes: preActionNotice,
    settings: {
      ...{ code: "predzalobni", name: "Předžalobní výzva", methods: ["data_box", "letter"] },
      ...{ subject: "Předžalobní výzva podle § 142a o. s. ř.", ourRef: REF },
      ...{ deliveryMode: "registeredReceipt" },
    },
  },
  emailReminder: {
    fileName: "upominka-e-mail.html",
    bytes: () => utf8(EMAIL_REMINDER),
    settings: {
      ...{ code: "upominka-e-mail", name: "Upomínka e-mailem s QR platbou", methods: ["email"] },
      ...{ subject: `Připomínáme nezaplacené závazky, č. ${REF}`, sender: "operator" },
    },
  },
  smsReminder: {
    fileName: "upominka-sms.txt",
    bytes: () => utf8(SMS_REMINDER),
    settings: { code: "upominka-sms", name: "Upomínka SMS", methods: ["sms"] },
  },
  slovakReminder: {
    fileName: "upomienka-sk.docx",
    bytes: slovakReminder,
    settings: {
      ...{ code: "upomienka-sk", name: "Slovenská upomienka", methods: ["email", "letter"] },
      ...{ subject: "Upomienka neuhradených záväzkov, č. {Prípad.RefNo}", language: "sk" },
      coverText:
        "{Povinný.Oslovenie},\n\nv prílohe Vám zasielame upomienku neuhradených záväzkov.\n\nS pozdravom\n" +
        "{Používateľ.Meno | Odosielateľ.Názov}",
    },
  },
};
