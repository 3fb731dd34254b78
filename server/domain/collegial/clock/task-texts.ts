import type { CollegialKind } from "@/db/values/collegial";
import type { Locale } from "@/server/kernel/locale";

type Words = Record<Locale, Record<CollegialKind, string>>;

const DO: Words = {
  cs: { vote: "Hlasovat", approve: "Schválit", sign: "Podepsat", acknowledge: "Seznámit se" },
  sk: { vote: "Hlasovať", approve: "Schváliť", sign: "Podpísať", acknowledge: "Oboznámiť sa" },
  en: { vote: "Vote", approve: "Approve", sign: "Sign", acknowledge: "Acknowledge" },
  ru: {
    ...{ vote: "Проголосовать", approve: "Согласовать" },
    ...{ sign: "Подписать", acknowledge: "Ознакомиться" },
  },
};

const FOR: Record<Locale, string> = {
  ...{ cs: "zastupujete:", sk: "zastupujete:", en: "on behalf of", ru: "вы замещаете:" },
};

/** A reminder of what is due, in the reader's language. */
export function dueText(
  language: Locale,
  { kind, forName }: { kind: CollegialKind; forName: string | null },
): string {
  const what = DO[language][kind];
  return forName === null ? what : `${what} (${FOR[language]} ${forName})`;
}

const NOBODY: Record<Locale, (what: string, name: string) => string> = {
  cs: (what, name) => `Nikdo nemůže provést: ${what}. Určete zástupce nebo jiného (zadal: ${name})`,
  sk: (what, name) => `Nikto nemôže vykonať: ${what}. Určte zástupcu alebo iného (zadal: ${name})`,
  en: (what, name) => `Nobody can do: ${what}. Name a deputy or somebody else (asked by ${name})`,
  ru: (what, name) =>
    `Некому выполнить: ${what}. Назначьте заместителя или другого (поручил: ${name})`,
};

/** Nobody who was asked is here, and no deputy of theirs. */
export function nobodyText(
  language: Locale,
  { kind, assignedName }: { kind: CollegialKind; assignedName: string },
): string {
  return NOBODY[language](DO[language][kind], assignedName);
}
