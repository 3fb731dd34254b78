import { fold } from "./fold";
import { isGivenName } from "./given-names";

export type Arranged = {
  givenName: string | null;
  surname: string;
  /** The order was taken from habit (given name first), nothing in the words proves it. */
  isAssumed: boolean;
};

/** Which words are the given name. Titles are gone by now; `words` is not empty. */
export function arrangeWords(words: readonly string[]): Arranged {
  if (words.length === 1) return { givenName: null, surname: words[0] ?? "", isAssumed: false };
  return byCapitals(words) ?? byPatronymic(words) ?? byKnownNames(words);
}

const LETTERS = /\p{L}{2,}/u;

/** "NOVÁK Jan", "Jan NOVÁK": the surname is the part in capitals, written back in usual case. */
function byCapitals(words: readonly string[]): Arranged | null {
  const isCapital = words.map(isInCapitals);
  const first = isCapital.indexOf(true);
  const last = isCapital.lastIndexOf(true);
  if (first < 0 || isCapital.slice(first, last + 1).includes(false)) return null;
  const given = words.filter((_word, i) => i < first || i > last);
  if (given.length === 0 || !given.some((word) => LETTERS.test(word))) return null;
  const isOneSide = first === 0 || last === words.length - 1;
  if (!isOneSide) return null;
  // "NOVÁK de Jan" has the particle on the wrong side; leave such to the other rules.
  if (given.some((word) => PARTICLES.has(word))) return null;
  return sides(given, words.slice(first, last + 1).map(usualCase));
}

function isInCapitals(word: string): boolean {
  const second = word.charCodeAt(1);
  // A small second letter settles nearly all words without the costly upper-casing.
  if (second >= 97 && second <= 122) return false;
  return word.length > 1 && word === word.toUpperCase() && LETTERS.test(word);
}

function usualCase(word: string): string {
  return word
    .toLowerCase()
    .replace(/(^|[-'’])(\p{L})/gu, (_all, before: string, letter: string) => {
      return before + letter.toUpperCase();
    });
}

const PATRONYMIC = /(?:ович|евич|ич|овна|евна|ична|инична)$/i;

/** "Петров Иван Сергеевич" and "Иван Сергеевич Петров". */
function byPatronymic(words: readonly string[]): Arranged | null {
  if (words.length !== 3) return null;
  if (PATRONYMIC.test(words[2] ?? "")) return sides(words.slice(1), words.slice(0, 1));
  if (PATRONYMIC.test(words[1] ?? "")) return sides(words.slice(0, 2), words.slice(2));
  return null;
}

const PARTICLES = new Set(
  "von van der den de del della da di do dos du la le ten ter zu zum vom z ze al el bin ibn".split(
    " ",
  ),
);

function byKnownNames(words: readonly string[]): Arranged {
  const leading = countGiven(words);
  const trailing = countGiven([...words].reverse());
  if (leading === 0 && trailing > 0) return surnameFirst(words, trailing);
  if (leading > 0 && trailing === 0) return givenFirst(words, leading);
  if (leading > 0) return bothKnown(words, leading);
  return noneKnown(words);
}

/** "Martin Pavel", "Jan Novák Petr": habit decides, and a person should look. */
function bothKnown(words: readonly string[], leading: number): Arranged {
  const isAllNames = leading === words.length;
  return { ...givenFirst(words, isAllNames ? leading - 1 : leading), isAssumed: true };
}

function noneKnown(words: readonly string[]): Arranged {
  const particle = words.findIndex((word, i) => i > 0 && PARTICLES.has(word));
  if (particle > 0) return sides(words.slice(0, particle), words.slice(particle));
  const isFirstSurname = isSurnameForm(words[0] ?? "");
  const isLastSurname = isSurnameForm(words.at(-1) ?? "");
  if (isFirstSurname && !isLastSurname) {
    const count = words.findIndex((word) => !isSurnameForm(word));
    return sides(words.slice(count), words.slice(0, count));
  }
  const surnames = trailingSurnames(words);
  const cut = words.length - Math.max(1, surnames);
  return { ...sides(words.slice(0, cut), words.slice(cut)), isAssumed: !isLastSurname };
}

function surnameFirst(words: readonly string[], given: number): Arranged {
  const cut = Math.max(1, words.length - given);
  return sides(words.slice(cut), words.slice(0, cut));
}

function givenFirst(words: readonly string[], given: number): Arranged {
  const particle = words.findIndex((word, i) => i > 0 && PARTICLES.has(word));
  const cut = particle > 0 ? particle : Math.min(given, words.length - 1);
  return sides(words.slice(0, cut), words.slice(cut));
}

/** How many words from the start are given names or initials. */
function countGiven(words: readonly string[]): number {
  let count = 0;
  while (count < words.length && isGivenOrInitial(words[count] ?? "")) count += 1;
  return count;
}

const INITIAL = /^\p{Lu}\.?$/u;

function isGivenOrInitial(word: string): boolean {
  return word.length <= 2 && INITIAL.test(word) ? true : isGivenName(word);
}

// Endings that hardly any given name has: -ová, -ský, -cká; a bare -á would take Sára.
const SURNAME_FORM = /(?:ova|sky|cky|ska|cka)$/;

function isSurnameForm(word: string): boolean {
  return word.length > 4 && SURNAME_FORM.test(fold(word));
}

function trailingSurnames(words: readonly string[]): number {
  let count = 0;
  while (count < words.length - 1 && isSurnameForm(words.at(-1 - count) ?? "")) count += 1;
  return count;
}

function sides(given: readonly string[], surname: readonly string[]): Arranged {
  return { givenName: given.join(" "), surname: surname.join(" "), isAssumed: false };
}
