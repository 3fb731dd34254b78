import { fold, tidy } from "./fold";
import { fail, ok, type Parsed } from "./parsed";

/** Courts that keep the public registers, by the short names that ARES and ISIR know them under. */
export const REGISTER_COURTS = {
  MSPH: { name: "Městský soud v Praze", at: "Městského soudu v Praze" },
  KSCB: {
    name: "Krajský soud v Českých Budějovicích",
    at: "Krajského soudu v Českých Budějovicích",
  },
  KSPL: { name: "Krajský soud v Plzni", at: "Krajského soudu v Plzni" },
  KSUL: { name: "Krajský soud v Ústí nad Labem", at: "Krajského soudu v Ústí nad Labem" },
  KSHK: { name: "Krajský soud v Hradci Králové", at: "Krajského soudu v Hradci Králové" },
  KSBR: { name: "Krajský soud v Brně", at: "Krajského soudu v Brně" },
  KSOS: { name: "Krajský soud v Ostravě", at: "Krajského soudu v Ostravě" },
} as const;
export type RegisterCourt = keyof typeof REGISTER_COURTS;

/** Where a company stands in the Czech public register: "C 12345 vedená u Městského soudu v Praze". */
export interface FileMark {
  /** "C" of s. r. o., "B" of a. s., "Dr" of co-operatives, "L" of associations … */
  section: string;
  insert: number;
  court: RegisterCourt;
}

// Sections that are not written in capitals; old entries bear more of them than the law now knows.
const SECTIONS: Readonly<Record<string, string>> = { dr: "Dr", pr: "Pr" };
const INSERT_MAX = 9_999_999;

const MARK =
  /^(?:sp ?zn |spisova znacka )?(?:oddil )?([a-z]{1,6}) ?(?:vlozka )?(?:c )?(\d{1,7})(?: (.+))?$/;
const COURT_WORDS: readonly (readonly [RegExp, RegisterCourt])[] = [
  // The Regional Court in Prague keeps no register.
  [/\bmsph\b|mestsk\w+ soud\w* (?:v )?praze/, "MSPH"],
  [/\bkscb\b|budejovicich/, "KSCB"],
  [/\bkspl\b|plzni\b/, "KSPL"],
  [/\bksul\b|usti nad labem/, "KSUL"],
  [/\bkshk\b|hradci kralove/, "KSHK"],
  [/\bksbr\b|brne\b/, "KSBR"],
  [/\bksos\b|ostrave\b/, "KSOS"],
];

/**
 * The mark of a company's file as letters and contracts write it, with the court in words or by its
 * short name ("C 12345/MSPH"). Findings: `kernel.file_mark_…` empty, bad_shape,
 * unknown_court.
 */
export function parseFileMark(value: string | null | undefined): Parsed<FileMark> {
  const typed = tidy(value ?? "");
  if (typed === "") return fail("kernel.file_mark_empty");
  const shown = { value: typed.slice(0, 80) };
  const folded = fold(typed)
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
  const [, letters = "", digits = "", court = ""] = MARK.exec(folded) ?? [];
  const insert = Number(digits);
  if (letters === "" || insert < 1 || insert > INSERT_MAX) {
    return fail("kernel.file_mark_bad_shape", shown);
  }
  const found = COURT_WORDS.find(([words]) => words.test(court));
  if (found === undefined) return fail("kernel.file_mark_unknown_court", shown);
  return ok({ section: SECTIONS[letters] ?? letters.toUpperCase(), insert, court: found[1] });
}

/** "C 12345 vedená u Městského soudu v Praze": as Czech letters name it, whatever their reader's language. */
export function formatFileMark({ section, insert, court }: FileMark): string {
  return `${section} ${insert} vedená u ${REGISTER_COURTS[court].at}`;
}
