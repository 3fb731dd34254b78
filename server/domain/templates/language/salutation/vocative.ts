import type { Sex } from "./guess-sex";
import {
  EXCEPTIONS,
  FOREIGN_LETTERS,
  FOREIGN_SURNAMES,
  FOREIGN_TAIL,
  MOVABLE_E,
  PARTICLES,
} from "./vocative-words";

export type NamePart = "givenName" | "surname";
export type VocativeOptions = { sex: Sex; part: NamePart };

/**
 * Czech vocative of a given name or a surname, "Nováku", "Jano"; of two names each ("Jane Pavle").
 * What Czech does not decline stays: women's surnames, adjectives (Černý), names with particles
 * (van Dijk) and names that are foreign by their letters.
 */
export function vocativeOf(name: string, options: VocativeOptions): string {
  const words = usualCase(name.normalize("NFC").trim()).split(/(\s+|-)/);
  if (options.sex === "female" && options.part === "surname") return words.join("");
  if (words.some((word) => PARTICLES.has(word.toLowerCase()))) return words.join("");
  return words.map((word) => vocativeOfWord(word, options)).join("");
}

function vocativeOfWord(word: string, { sex, part }: VocativeOptions): string {
  const lower = word.toLowerCase();
  // Initials ("J.") and separators have no case.
  if (word.length < 2 || word.endsWith(".")) return word;
  if (FOREIGN_LETTERS.test(lower)) return word;
  if (sex === "female") return lower.endsWith("a") ? `${word.slice(0, -1)}o` : word;
  const exception = EXCEPTIONS[lower];
  if (exception !== undefined) return capitalizeLike(exception, word);
  if (part === "surname" && FOREIGN_SURNAMES.has(lower)) return word;
  return FOREIGN_TAIL.test(lower) ? word : vocativeOfMan(word, lower, part);
}

function vocativeOfMan(word: string, lower: string, part: NamePart): string {
  const stem = word.slice(0, -1);
  if (lower.endsWith("a")) return `${stem}o`;
  if (/[áeéěiíoóuúůyý]$/.test(lower)) return word;
  if (/[ckl]$/.test(lower) && /[eě].$/.test(lower)) return vocativeOfMovable(word, lower, part);
  // Horváth and Tóth: the Hungarian th is a t.
  if (/[áó]th$/.test(lower)) return `${word}e`;
  if (lower.endsWith("ch") || /[kghq]$/.test(lower)) return `${word}u`;
  if (/[ďťň]$/.test(lower)) return `${stem}${word.slice(-1).normalize("NFD").charAt(0)}i`;
  if (/[žščřcjľszx]$/.test(lower)) return `${word}i`;
  // "Petře", but "Viktore" and "Bauere".
  if (lower.endsWith("r") && !/[aáeéěiíoóuúůyýöüä]r$/.test(lower)) return `${stem}ře`;
  return `${word}e`;
}

/** Names in -ek, -ec and -el, which mostly drop their e: Marku, Němče, Pavle. */
function vocativeOfMovable(word: string, lower: string, part: NamePart): string {
  const root = word.slice(0, -2);
  const isBare = !/[aáeéěiíoóuúůyýrl]/.test(root.toLowerCase());
  if (lower.endsWith("k")) {
    return isBare ? `${word}u` : `${lower.endsWith("ěk") ? softened(root) : root}ku`;
  }
  if (lower.endsWith("c")) return isBare ? `${word}i` : `${root}če`;
  if (MOVABLE_E.has(lower)) return `${root}le`;
  const isSoft = part === "givenName" || /(?:[iauo]|t)el$/.test(lower);
  return isSoft ? `${word}i` : `${word}e`;
}

/** "Zdeněk" keeps the softness of its n when the ě is gone: "Zdeňku". */
function softened(root: string): string {
  const last = root.slice(-1);
  const soft = { n: "ň", d: "ď", t: "ť" }[last] ?? last;
  return root.slice(0, -1) + soft;
}

/** "NOVÁK" is how forms are filled in, not how people are addressed. */
function usualCase(name: string): string {
  const isShouted = name.length > 1 && name === name.toUpperCase() && name !== name.toLowerCase();
  if (!isShouted || name.endsWith(".")) return name;
  return name
    .toLowerCase()
    .replace(/(^|[\s-])(\p{L})/gu, (_all, before, letter) => before + letter.toUpperCase());
}

function capitalizeLike(lower: string, model: string): string {
  const first = model.charAt(0);
  return first === first.toUpperCase() ? first + lower.slice(1) : lower;
}
