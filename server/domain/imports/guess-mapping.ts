import type { ImportKind } from "@/db/values/imports";
import {
  type ColumnKey,
  columnSpec,
  IMPORT_COLUMNS,
  KINDS_WITH_DATA,
  missingColumns,
} from "./columns";
import { type ColumnMapping, type DataField, headerKey, type MappingTarget } from "./mapping";
import type { RawCell } from "./raw-cell";
import { matchName, type NameMatch, synonymIndex, targetId } from "./synonyms";
import { type Shape, type ShapeEvidence, shapeOfType, shapesOf } from "./value-shapes";

export type GuessReason =
  | "remembered"
  | "exact"
  | "similar"
  | "values"
  | "data"
  | "unnamed"
  | "none";

export type GuessedColumn = ColumnMapping & {
  /** 0 to 1; under CONFIDENT a person should look. */
  confidence: number;
  reason: GuessReason;
  /** Another column bears the same header. */
  isRepeated: boolean;
};

export type MappingGuess = {
  columns: GuessedColumn[];
  /** Required columns that nothing was mapped to; of each list one would do. */
  missing: (readonly ColumnKey[])[];
};

export type GuessInput = {
  kind: ImportKind;
  headers: readonly string[];
  /** Some rows below the header. */
  samples: readonly (readonly RawCell[])[];
  /** Fields of the processes that the cases may belong to. */
  fields: readonly DataField[];
  /** What a person chose for the same headers before. */
  remembered?: readonly ColumnMapping[];
};

export const CONFIDENT = 0.75;

const SURE_SHARE = 0.8;
const CONTRARY_SHARE = 0.2;
const SAMPLES_MIN = 3;
const SUPPORT = 0.02;
const BY_VALUES = 0.55;
const ACCEPTED_MIN = 0.4;
/** Shapes that hardly anything else has by accident. */
const TELLING: readonly Shape[] = ["email", "birthNumber", "phone", "registrationNo"];

type Candidate = { column: number; target: MappingTarget; score: number; reason: GuessReason };

/**
 * Which column goes where: by what was remembered, by name, by the look of the values. No two
 * columns share a target unless it takes several.
 */
export function guessMapping(input: GuessInput): MappingGuess {
  const columns = assign(input, candidatesOf(input));
  const mapped = new Set(
    columns.flatMap(({ target }) => (target.to === "column" ? [target.key] : [])),
  );
  return { columns, missing: missingColumns(input.kind, mapped) };
}

function candidatesOf({ kind, headers, samples, fields }: GuessInput): Candidate[] {
  const index = synonymIndex(kind, fields);
  const names = headers.map((header) => matchName(header, index));
  const evidence = headers.map((_, column) => shapesOf(samples.map((row) => row[column])));
  const candidates = names.flatMap((matches, column) =>
    matches
      .filter((match) => hasCompanion(match, { column, names }))
      .map((match): Candidate => {
        const score = weighed(match, evidence[column]);
        return { column, target: match.target, score, reason: match.reason };
      }),
  );
  for (const [column, seen] of evidence.entries()) {
    if ((names[column]?.length ?? 0) === 0) candidates.push(...byValues(kind, column, seen));
  }
  return candidates.sort((a, b) => b.score - a.score || a.column - b.column);
}

/** "Jméno" is a given name only beside a column with the surname. */
function hasCompanion(match: NameMatch, place: { column: number; names: NameMatch[][] }): boolean {
  if (match.target.to !== "column") return true;
  const { beside } = columnSpec(match.target.key);
  if (beside === null) return true;
  const wanted = `column:${beside}`;
  return place.names.some(
    (matches, column) =>
      column !== place.column &&
      matches.some((other) => targetId(other.target) === wanted && other.score > CONFIDENT),
  );
}

/** The score of a name, halved where the values speak against it. */
function weighed({ target, score }: NameMatch, evidence: ShapeEvidence | undefined): number {
  const shape = target.to === "column" ? shapeOfType(columnSpec(target.key).type) : null;
  if (shape === null || evidence === undefined || evidence.seen === 0) return score;
  const share = evidence.share[shape];
  if (share >= SURE_SHARE) return Math.min(1, score + SUPPORT);
  return share <= CONTRARY_SHARE && evidence.seen >= SAMPLES_MIN ? score / 2 : score;
}

function byValues(kind: ImportKind, column: number, evidence: ShapeEvidence): Candidate[] {
  if (evidence.seen < SAMPLES_MIN) return [];
  return IMPORT_COLUMNS[kind].flatMap((key): Candidate[] => {
    const shape = shapeOfType(columnSpec(key).type);
    if (shape === null || !TELLING.includes(shape)) return [];
    // The IČO of the creditor looks the same; it is never guessed by looks.
    if (evidence.share[shape] < SURE_SHARE || key === "creditorRegistrationNo") return [];
    const rank = TELLING.indexOf(shape) / 100;
    return [{ column, target: { to: "column", key }, score: BY_VALUES - rank, reason: "values" }];
  });
}

function assign(input: GuessInput, candidates: Candidate[]): GuessedColumn[] {
  const { kind, headers } = input;
  const taken = new Set<string>();
  const chosen = new Map<number, Candidate>();
  const choose = (candidate: Candidate) => {
    if (chosen.has(candidate.column) || isTaken(candidate.target, taken)) return;
    chosen.set(candidate.column, candidate);
    taken.add(targetId(candidate.target));
  };
  for (const candidate of rememberedCandidates(input)) choose(candidate);
  for (const candidate of candidates) if (candidate.score >= ACCEPTED_MIN) choose(candidate);
  const keys = headers.map(headerKey);
  const rest = restNames(headers, (column) => !chosen.has(column));
  return headers.map((header, column) => {
    const found = chosen.get(column);
    const isRepeated =
      keys[column] !== "" &&
      keys.indexOf(keys[column] ?? "") !== keys.lastIndexOf(keys[column] ?? "");
    if (found !== undefined) {
      const { target, score, reason } = found;
      return { column, header, target, confidence: rounded(score), reason, isRepeated };
    }
    const name = rest.get(column);
    const isData = name !== undefined && KINDS_WITH_DATA.includes(kind);
    const target: MappingTarget = isData ? { to: "extra", name } : { to: "ignore" };
    const reason = header === "" ? "unnamed" : isData ? "data" : "none";
    return { column, header, target, confidence: isData ? 1 : 0, reason, isRepeated };
  });
}

function isTaken(target: MappingTarget, taken: ReadonlySet<string>): boolean {
  if (target.to === "ignore") return false;
  if (target.to === "column" && columnSpec(target.key).isMulti) return false;
  return taken.has(targetId(target));
}

/** What was chosen before, by header and, among equal headers, by their order. */
function rememberedCandidates({ headers, remembered = [] }: GuessInput): Candidate[] {
  const left = [...remembered].sort((a, b) => a.column - b.column);
  return headers.flatMap((header, column): Candidate[] => {
    const key = headerKey(header);
    const at = key === "" ? -1 : left.findIndex((each) => headerKey(each.header) === key);
    const [old] = at < 0 ? [] : left.splice(at, 1);
    if (old === undefined) return [];
    return [{ column, target: old.target, score: 1, reason: "remembered" }];
  });
}

/** Names of free data; a second column of one name is told apart by a number. */
function restNames(headers: readonly string[], isFree: (column: number) => boolean) {
  const names = new Map<number, string>();
  const used = new Map<string, number>();
  for (const [column, header] of headers.entries()) {
    const key = headerKey(header);
    if (header === "") continue;
    const count = (used.get(key) ?? 0) + 1;
    used.set(key, count);
    if (isFree(column)) names.set(column, count === 1 ? header : `${header} (${count})`);
  }
  return names;
}

function rounded(score: number): number {
  return Math.round(score * 100) / 100;
}
