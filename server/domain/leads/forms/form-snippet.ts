import type { LeadLabel } from "@/db/schema/leads";
import type { Locale } from "@/server/kernel/locale";
import type { ProcessField } from "../../workflow";
import { OWN_INPUTS } from "../web/read-submission";

const WORDS: Readonly<Record<Locale, { send: string; sent: string; failed: string }>> = {
  cs: {
    send: "Odeslat",
    sent: "Děkujeme, ozveme se vám.",
    failed: "Nepodařilo se odeslat. Zkuste to prosím znovu.",
  },
  sk: {
    send: "Odoslať",
    sent: "Ďakujeme, ozveme sa vám.",
    failed: "Nepodarilo sa odoslať. Skúste to prosím znova.",
  },
  en: {
    send: "Send",
    sent: "Thank you, we will be in touch.",
    failed: "It could not be sent. Please try again.",
  },
  ru: {
    send: "Отправить",
    sent: "Спасибо, мы с вами свяжемся.",
    failed: "Отправить не удалось. Попробуйте ещё раз.",
  },
};

const TYPES: Readonly<Record<string, string>> = {
  ...{ siteEmail: "email", senderEmail: "email", contactPhone: "tel" },
};
const LONG = ["description", "letter"];

const escaped = (text: string): string =>
  text.replace(/[&<>"]/g, (char) => `&#${char.charCodeAt(0)};`);

interface Snippet {
  key: string;
  baseUrl: string;
  labels: readonly LeadLabel[];
  language: Locale;
  /** What the fields of a deal are called. */
  fields: readonly Pick<ProcessField, "key" | "names">[];
}

/** An input's name that a page's author gave it, and no words for a visitor. */
const INPUT_NAME = /^[a-z][a-z0-9_-]*$/;

/**
 * The form as a web site carries it: an input for each label, one that no person sees, and our script,
 * without which it still sends.
 */
export function formSnippet({ key, baseUrl, labels, language, fields }: Snippet): string {
  const words = WORDS[language];
  const inputs = labels.map(({ label, field }) => {
    const name = escaped(label);
    const input = LONG.includes(field)
      ? `<textarea name="${name}" rows="5"></textarea>`
      : `<input name="${name}" type="${TYPES[field] ?? "text"}">`;
    const known = fields.find((each) => each.key === field)?.names[language];
    const shown = known && INPUT_NAME.test(label) ? escaped(known) : name;
    return `  <label>${shown} ${input}</label>`;
  });
  return [
    `<form action="${escaped(baseUrl)}/api/leads/${key}" method="post" data-saldo-form`,
    `      data-sent="${escaped(words.sent)}" data-failed="${escaped(words.failed)}">`,
    ...inputs,
    `  <input name="${OWN_INPUTS.trap}" tabindex="-1" autocomplete="off" aria-hidden="true"`,
    `         style="position:absolute;left:-9999px">`,
    `  <button>${words.send}</button>`,
    `  <p role="status" aria-live="polite"></p>`,
    "</form>",
    `<script src="${escaped(baseUrl)}/lead-form.js" defer></script>`,
  ].join("\n");
}
