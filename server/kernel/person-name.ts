import { fold, foldWords, tidy } from "./fold";
import { type Arranged, arrangeWords } from "./name-order";
import { type Finding, fail, finding, ok, type Parsed } from "./parsed";
import { type Title, titleAt } from "./titles";

/** Titles as one text each ("Mgr. et Mgr.", "Ph.D., MBA"); a single word is a surname. */
export type PersonName = {
  titlesBefore: string | null;
  givenName: string | null;
  surname: string;
  titlesAfter: string | null;
};

export const FULL_NAME_LENGTH_MAX = 200;

/**
 * Parts of a name as people type it: "Ing. Jan Novák, Ph.D.", "Novák, Jan", "NOVÁK Jan", "Novák
 * Jan Ing.". Findings: `kernel.name_…` empty, too_long, has_digits, unclear; warnings:
 * order_assumed, note_dropped ("roz. Svobodová" and other remarks).
 */
export function parseFullName(value: string | null | undefined): Parsed<PersonName> {
  const text = tidy(value ?? "");
  if (text === "") return fail("kernel.name_empty");
  if (text.length > FULL_NAME_LENGTH_MAX) {
    return fail("kernel.name_too_long", { max: FULL_NAME_LENGTH_MAX });
  }
  const warnings: Finding[] = [];
  const segments = dropNotes(text, warnings)
    .split(",")
    .map((segment, i) => sortWords(segment, i > 0));
  const words = segments.map((segment) => segment.words).filter((list) => list.length > 0);
  if (DIGIT.test(text) && words.some((list) => list.some((word) => DIGIT.test(word)))) {
    return fail("kernel.name_has_digits", { value: text });
  }
  const titles = segments.flatMap((segment) => segment.titles);
  const arranged = arrange(words);
  if (arranged === null) return fail("kernel.name_unclear", { value: text });
  if (arranged.isAssumed) warnings.push(finding("kernel.name_order_assumed", { value: text }));
  const { givenName, surname } = arranged;
  if (titles.length === 0) {
    return ok({ titlesBefore: null, givenName, surname, titlesAfter: null }, warnings);
  }
  const before = titles.filter((title) => title.side === "before").map((title) => title.text);
  return ok(
    { titlesBefore: before.join(" ") || null, givenName, surname, titlesAfter: joinAfter(titles) },
    warnings,
  );
}

/** "Ing. Jan Novák, Ph.D."; "Jan Novák ml., MBA". */
export function formatFullName(name: PersonName): string {
  const core = [name.titlesBefore, name.givenName, name.surname].filter((part) => part).join(" ");
  if (!name.titlesAfter) return core;
  const isGeneration =
    titleAt(name.titlesAfter.split(/[ ,]+/), 0, true)?.title.isGeneration === true;
  return `${core}${isGeneration ? " " : ", "}${name.titlesAfter}`;
}

/** Folded words of given name and surname in alphabetical order: equal for two spellings of one. */
export function nameKey(name: Pick<PersonName, "givenName" | "surname">): string {
  return foldWords(`${name.givenName ?? ""} ${name.surname}`)
    .sort()
    .join(" ");
}

// "s. r. o.", "a.s.", "spol. s r. o." at the end, before a comma or before "v likvidaci"; in the
// middle of words "A. S." may be the initials of a poet.
const LEGAL_FORM = legalForms("s.r.o|spol.s r.o|a.s|j.s.a|v.o.s|k.s|o.p.s|z.s|z.u|n.o|s.p");
const LEGAL_WORDS = "sro|gmbh|ltd|llc|inc|druzstvo|nadace|nadacia|svj|ооо|зао|оао|пао";
const LEGAL_WORD = new RegExp(`(?:^|[\\s"«„,])(?:${LEGAL_WORDS})(?:$|[\\s".,»“])`);
// Capitals only: "se" is also a common Korean syllable.
const EUROPEAN_COMPANY = /\p{L}[ ,]+SE$/u;
const PUBLIC_BODY = /^(?:obec|mesto|mestys|statutarni mesto|kraj|spolecenstvi vlastniku) /;

/** Spaces may stand around every dot of a form. */
function legalForms(forms: string): RegExp {
  const spaced = forms.replaceAll(" ", " ?").replaceAll(".", " ?\\. ?");
  return new RegExp(`[\\s,](?:${spaced})\\.?(?: ?$| ?,| v | -)`);
}

/** True for a text with a legal form in it, which is no name of a natural person. */
export function isOrganizationName(text: string): boolean {
  const folded = fold(text);
  return (
    EUROPEAN_COMPANY.test(text) ||
    LEGAL_FORM.test(folded) ||
    LEGAL_WORD.test(folded) ||
    PUBLIC_BODY.test(folded)
  );
}

/**
 * A text that a person is sought by, without the titles in it, wherever they stand; as it was typed
 * where nothing else would stay ("Por" is somebody's surname too), or where it is a firm or an
 * e-mail. "marked" takes only what is surely a title, with a dot or after a comma: "ing" may begin
 * Ingrid.
 */
export function withoutTitles(text: string, which: "marked" | "all"): string {
  if (text.includes("@") || isOrganizationName(text)) return text;
  const segments = tidy(text).split(",");
  const kept = segments.flatMap((segment, place) => {
    const tokens = tokensOf(segment);
    const words: string[] = [];
    for (let i = 0; i < tokens.length; ) {
      const count = titleLength(tokens, i, { which, isAfterComma: place > 0 });
      if (count === 0) words.push(tokens[i] ?? "");
      i += Math.max(count, 1);
    }
    return words;
  });
  const hasTitle = kept.length < segments.flatMap(tokensOf).length;
  return hasTitle && kept.length > 0 ? kept.join(" ") : text;
}

type Sought = { which: "marked" | "all"; isAfterComma: boolean };

/** Of how many words the title is that begins here, "et" ahead of it among them; 0: there is none. */
function titleLength(tokens: readonly string[], at: number, sought: Sought): number {
  const isEt = tokens[at] === "et";
  const start = isEt ? at + 1 : at;
  const count = titleAt(tokens, start, sought.isAfterComma)?.count ?? 0;
  if (count === 0) return 0;
  const isMarked =
    sought.isAfterComma ||
    tokens
      .slice(start, start + count)
      .join("")
      .includes(".");
  return isMarked || sought.which === "all" ? count + (isEt ? 1 : 0) : 0;
}

const DIGIT = /\d/;
const SPACES = / +/;
const BRACKETED = /[([]([^()[\]]*)[)\]]/g;
const BORN_AS = /(?:^|[\s,])((?:roz|rod|nar|dř|dříve|rozená|rodená|rozený|narozená)[. ].*)$/i;
const SPACED_HYPHEN = / [-–] /g;

/** Takes remarks out; titles in brackets are kept. */
function dropNotes(text: string, warnings: Finding[]): string {
  const drop = (note: string) => {
    warnings.push(finding("kernel.name_note_dropped", { note }));
    return " ";
  };
  const unwrap = (_all: string, inner: string) => {
    const { words, titles } = sortWords(inner, true);
    return words.length === 0 && titles.length > 0 ? ` ${inner} ` : drop(inner.trim());
  };
  const open = text.includes("(") || text.includes("[") ? text.replace(BRACKETED, unwrap) : text;
  const rest = BORN_AS.test(open)
    ? open.replace(BORN_AS, (_all, note: string) => drop(note))
    : open;
  return rest.includes(" -") || rest.includes(" –") ? rest.replace(SPACED_HYPHEN, "-") : rest;
}

type Segment = { words: string[]; titles: Title[] };

// "Ing.Jan": a dot ends a word unless the whole is a title by itself ("Ph.D.").
const DOT_INSIDE = /\.(?=\p{L}{2,})/gu;

/** Divides what stands between two commas into titles and words of the name. */
function sortWords(segment: string, isAfterComma: boolean): Segment {
  const tokens = tokensOf(segment);
  const words: string[] = [];
  const titles: Title[] = [];
  for (let i = 0; i < tokens.length; ) {
    const token = tokens[i] ?? "";
    const found = titleAt(tokens, i, isAfterComma);
    const isEt = token === "et" && titleAt(tokens, i + 1, isAfterComma) !== null;
    if (found !== null) titles.push(withEt(found.title, tokens[i - 1], titles.length > 0));
    else if (!isEt) words.push(token);
    i += found?.count ?? 1;
  }
  return { words, titles };
}

function tokensOf(segment: string): string[] {
  const typed = segment.trim().split(SPACES);
  if (typed[0] === "") return [];
  if (!segment.includes(".")) return typed;
  return typed.flatMap(pieces);
}

function pieces(word: string): string[] {
  const dot = word.indexOf(".");
  const isWhole = dot < 0 || dot === word.length - 1 || titleAt([word], 0, true) !== null;
  return isWhole ? [word] : word.replace(DOT_INSIDE, ". ").split(" ");
}

/** "Mgr. et Mgr.": two titles of one kind are joined by "et", which is part of how one signs. */
function withEt(title: Title, previous: string | undefined, isNext: boolean): Title {
  return previous === "et" && isNext ? { ...title, text: `et ${title.text}` } : title;
}

function joinAfter(titles: readonly Title[]): string | null {
  const after = titles.filter((title) => title.side === "after");
  const ordered = [...after.filter((t) => t.isGeneration), ...after.filter((t) => !t.isGeneration)];
  return (
    ordered
      .map((title) => title.text)
      .join(", ")
      .replaceAll(", et ", " et ") || null
  );
}

/** A comma between words parts the surname from the given name: "Novák, Jan". */
function arrange(segments: readonly string[][]): Arranged | null {
  const [first, second, ...more] = segments;
  if (first === undefined || more.length > 0) return null;
  if (second === undefined) return arrangeWords(first);
  return { givenName: second.join(" "), surname: first.join(" "), isAssumed: false };
}
