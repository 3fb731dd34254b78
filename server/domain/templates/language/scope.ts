import type { Day } from "@/server/kernel/days";
import type { Locale } from "@/server/kernel/locale";
import type { Currency } from "@/server/kernel/money";
import type { Group } from "./value";

/** What a tag is printed with: one letter, or one row of it. */
export interface Scope {
  /** Values by the canonical keys of the vocabulary. */
  root: Group;
  /** The item that stands for a list in this place, by the canonical path of the list. */
  items: ReadonlyMap<string, Group>;
  /** Of the text that is being made: months, words, salutations, the writing of amounts. */
  language: Locale;
  /** What `today` means; a letter made again later says the same. */
  today: Day;
  /** Of a sum over nothing; crowns if it is not told. */
  currency?: Currency;
}

/** The canonical path that stands for the day of the letter. */
export const TODAY_PATH = "today";
