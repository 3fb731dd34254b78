import type { Locale } from "@/server/kernel/locale";

/** Written on the timeline when it happens, in the tenant's language. */
export const LETTER_OPENED: Record<Locale, (name: string) => string> = {
  cs: (name) => `${name}: případ otevřen odkazem z dopisu.`,
  sk: (name) => `${name}: prípad otvorený odkazom z listu.`,
  en: (name) => `${name}: the case was opened by the link in a letter.`,
  ru: (name) => `${name}: дело открыто по ссылке из письма.`,
};

export const LETTER_LOCKED: Record<Locale, (name: string) => string> = {
  cs: (name) => `${name}: odkaz z dopisu přestal platit po několika chybných odpovědích.`,
  sk: (name) => `${name}: odkaz z listu prestal platiť po niekoľkých chybných odpovediach.`,
  en: (name) => `${name}: the link in the letter was shut after several wrong answers.`,
  ru: (name) => `${name}: ссылка из письма закрыта после нескольких неверных ответов.`,
};
