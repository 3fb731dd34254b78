import { fold, foldWords } from "@/server/kernel/fold";
import { withoutTitles } from "@/server/kernel/person-name";

/** What a person typed into a search box, as words that the search vectors may hold. */
export interface SearchTerms {
  /** Each must be there, as the beginning of a word; the order does not matter. */
  prefixes: string[];
}

const TERMS_MAX = 8;
const ONLY_DIGITS = /^[\d\s+()\-./]+$/;
const REF_NO = /^\d{1,12}\/\d{2,4}$/;

/**
 * Words of a query: "novak jan", "12/2026", "777 123 456", "jan.novak@email.cz". Digits with spaces
 * between them are one telephone or account number; a reference number and an e-mail stay whole.
 * Titles are left out, since people are found by their names alone: of "marked" those that are
 * surely titles ("Ing. Novák"), of "all" what may be one ("ing novak") too.
 */
export function searchTerms(text: string, titles: "marked" | "all" = "marked"): SearchTerms {
  const trimmed = withoutTitles(text.trim(), titles);
  if (ONLY_DIGITS.test(trimmed) && !REF_NO.test(trimmed)) {
    const all = trimmed.replaceAll(/\D/g, "");
    // 00420… is a telephone dialled abroad; eight digits with zeros ahead are an IČO.
    const digits = all.length > 10 ? all.replace(/^00/, "") : all;
    return { prefixes: digits ? [digits] : [] };
  }
  const prefixes = trimmed.split(/\s+/).flatMap((token) => {
    if (REF_NO.test(token)) return [token];
    if (token.includes("@")) return [fold(token)];
    return foldWords(token);
  });
  return { prefixes: [...new Set(prefixes)].slice(0, TERMS_MAX) };
}

const quoted = (word: string) => `'${word.replaceAll("\\", "\\\\").replaceAll("'", "''")}'`;

/** The text of a tsquery that wants every prefix; "" when there is none. */
export function prefixQuery(prefixes: readonly string[]): string {
  return prefixes.map((word) => `${quoted(word)}:*`).join(" & ");
}

/** The text of a tsquery that wants, for every list, at least one of its whole words. */
export function wordsQuery(lists: readonly (readonly string[])[]): string {
  return lists.map((words) => `(${words.map(quoted).join(" | ")})`).join(" & ");
}

/** A word worth looking for inside other words: letters only, long enough to be rare. */
export const isFragment = (word: string) => /^\p{L}{3,40}$/u.test(word);
