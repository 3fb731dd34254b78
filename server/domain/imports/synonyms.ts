import type { ImportKind } from "@/db/values/imports";
import { foldWords } from "@/server/kernel/fold";
import { type ColumnKey, columnSpec, IMPORT_COLUMNS } from "./columns";
import { type DataField, headerKey, type MappingTarget } from "./mapping";

export type NameMatch = {
  target: MappingTarget;
  score: number;
  reason: "exact" | "similar";
};

type Synonym = { target: MappingTarget; key: string; rank: number; isMulti: boolean };

/** Every name by which a sheet of one kind may call a column or a field of the process. */
export type SynonymIndex = {
  synonyms: readonly Synonym[];
  byKey: ReadonlyMap<string, readonly Synonym[]>;
  byWords: ReadonlyMap<string, readonly Synonym[]>;
};

export function synonymIndex(kind: ImportKind, fields: readonly DataField[]): SynonymIndex {
  const synonyms: Synonym[] = [];
  const byKey = new Map<string, Synonym[]>();
  const byWords = new Map<string, Synonym[]>();
  const add = (synonym: Synonym, text: string) => {
    synonyms.push(synonym);
    byKey.set(synonym.key, [...(byKey.get(synonym.key) ?? []), synonym]);
    const words = sortedWords(text);
    byWords.set(words, [...(byWords.get(words) ?? []), synonym]);
  };
  for (const key of IMPORT_COLUMNS[kind]) {
    for (const [rank, text] of [key, ...synonymsOf(key, kind)].entries()) {
      const { isMulti } = columnSpec(key);
      // The key itself comes last in rank: only our own exports use it.
      const place = rank === 0 ? RANK_MAX : rank - 1;
      add({ target: { to: "column", key }, key: headerKey(text), rank: place, isMulti }, text);
    }
  }
  for (const field of fields) {
    const texts = [field.key, ...Object.values(field.names), ...field.aliases];
    for (const text of new Set(texts)) {
      const target: MappingTarget = { to: "field", key: field.key };
      add({ target, key: headerKey(text), rank: FIELD_RANK, isMulti: false }, text);
    }
  }
  return { synonyms, byKey, byWords };
}

function synonymsOf(key: ColumnKey, kind: ImportKind): readonly string[] {
  const { synonyms, synonymsIn } = columnSpec(key);
  return [...synonyms, ...(synonymsIn[kind] ?? [])];
}

const RANK_MAX = 45;
/** A column of the catalogue is preferred to a field of the same name. */
const FIELD_RANK = 20;
const RANK_STEP = 0.002;
const REORDERED = 0.93;
const NUMBERED = 0.92;
const WITHOUT_NEUTRAL = 0.85;
const ONE_LETTER_OFF = 0.8;
const TWO_LETTERS_OFF = 0.72;

/** Words that say whose the value is or in what unit, but not what it is. */
const NEUTRAL = new Set(
  "dluznika dluznik povinneho dlznika osoby klienta zakaznika debtor debtors kc czk eur v vc s dph cena trvala trvale bydliste bydlisko pobyt pobytu adresa adresy hlavni hlavna".split(
    " ",
  ),
);

/** What a header may mean, best first; empty if it is like nothing we know. */
export function matchName(header: string, index: SynonymIndex): NameMatch[] {
  const key = headerKey(header);
  if (key === "") return [];
  const matches = knownNames(header, key, index);
  return bestPerTarget(matches.length > 0 ? matches : similarNames(key, index));
}

/** Whether a text is one of the names, not merely like one. */
export function isKnownName(header: string, index: SynonymIndex): boolean {
  const key = headerKey(header);
  return key !== "" && knownNames(header, key, index).some((match) => match.reason === "exact");
}

function knownNames(header: string, key: string, index: SynonymIndex): NameMatch[] {
  const exact = index.byKey.get(key) ?? [];
  const matches = exact.map((synonym) => matchOf(synonym, 1, "exact"));
  const words = index.byWords.get(sortedWords(header)) ?? [];
  matches.push(...words.map((synonym) => matchOf(synonym, REORDERED, "exact")));
  const bare = key.replace(/\d{1,2}$/, "");
  const numbered = bare === key ? [] : (index.byKey.get(bare) ?? []);
  for (const synonym of numbered) {
    if (synonym.isMulti) matches.push(matchOf(synonym, NUMBERED, "exact"));
  }
  const meaning = foldWords(header).filter((word) => !NEUTRAL.has(word));
  const stripped = index.byKey.get(meaning.join("")) ?? [];
  matches.push(...stripped.map((synonym) => matchOf(synonym, WITHOUT_NEUTRAL, "similar")));
  return matches;
}

function similarNames(key: string, index: SynonymIndex): NameMatch[] {
  const matches: NameMatch[] = [];
  if (key.length < 5) return matches;
  const allowed = key.length >= 8 ? 2 : 1;
  for (const synonym of index.synonyms) {
    // Short words differ by one letter and mean different things: stav, stát.
    if (synonym.key.length < 5 || Math.abs(synonym.key.length - key.length) > allowed) continue;
    const distance = editDistance(key, synonym.key, allowed);
    if (distance > allowed) continue;
    matches.push(matchOf(synonym, distance <= 1 ? ONE_LETTER_OFF : TWO_LETTERS_OFF, "similar"));
  }
  return matches;
}

function matchOf(synonym: Synonym, base: number, reason: NameMatch["reason"]): NameMatch {
  const rank = Math.min(synonym.rank, RANK_MAX);
  return { target: synonym.target, score: base - rank * RANK_STEP, reason };
}

function bestPerTarget(matches: NameMatch[]): NameMatch[] {
  const best = new Map<string, NameMatch>();
  for (const match of matches) {
    const id = targetId(match.target);
    if ((best.get(id)?.score ?? 0) < match.score) best.set(id, match);
  }
  return [...best.values()].sort((a, b) => b.score - a.score);
}

export function targetId(target: MappingTarget): string {
  if (target.to === "ignore") return "ignore";
  return `${target.to}:${target.to === "extra" ? target.name : target.key}`;
}

function sortedWords(text: string): string {
  return foldWords(text).sort().join(" ");
}

/** Damerau-Levenshtein with adjacent swaps, given up above `max`. */
export function editDistance(a: string, b: string, max: number): number {
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const isSame = a[i - 1] === b[j - 1];
      const step = (last[j - 1] ?? 0) + (isSame ? 0 : 1);
      let cost = Math.min(step, (last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1);
      const isSwap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (isSwap) cost = Math.min(cost, (before[j - 2] ?? 0) + 1);
      row.push(cost);
    }
    if (Math.min(...row) > max) return max + 1;
    before = last;
    last = row;
  }
  return last[b.length] ?? 0;
}
