import type { ConfigFile } from "./file-schema";

const SECTIONS = [
  "triggers",
  "templateCustomVariables",
  "customActions",
  "loan",
  "public",
] as const;
export type Section = (typeof SECTIONS)[number];

/** One thing that a version adds, changes or takes away. */
export interface PlanLine {
  section: Section;
  name: string;
  change: "added" | "changed" | "removed";
  /** JSON of both sides; null where there is none. */
  before: string | null;
  after: string | null;
}

/** JSON with its keys in order: the same thing is always written the same. */
export function stable(value: unknown): string {
  return JSON.stringify(value, (_key, each: unknown) =>
    each !== null && typeof each === "object" && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1)))
      : each,
  );
}

/** What comes of it when `after` takes the place of `before`. */
export function planOf(before: ConfigFile, after: ConfigFile): PlanLine[] {
  return SECTIONS.flatMap((section) => {
    const [old, fresh]: Record<string, unknown>[] = [before[section] ?? {}, after[section] ?? {}];
    const keys = [...new Set([...Object.keys(old ?? {}), ...Object.keys(fresh ?? {})])].sort();
    return keys.flatMap((name): PlanLine[] => {
      const was = old && name in old ? stable(old[name]) : null;
      const is = fresh && name in fresh ? stable(fresh[name]) : null;
      if (was === is) return [];
      const change = was === null ? "added" : is === null ? "removed" : "changed";
      return [{ section, name, change, before: was, after: is }];
    });
  });
}

export interface TextLine {
  /** gap: lines that are the same in both were left out before the next one. */
  kind: "same" | "added" | "removed" | "gap";
  text: string;
  /** Of the newer text, or of the older where it was taken away; from 1. */
  line: number;
}

const CONTEXT_LINES = 3;
const LINES_MAX = 4_000;

/** The difference of two texts by lines, with three lines around each change. */
export function diffOf(before: string, after: string): TextLine[] {
  const [a, b] = [before, after].map((text) => text.split("\n").slice(0, LINES_MAX));
  if (!a || !b) return [];
  let head = 0;
  while (head < a.length && head < b.length && a[head] === b[head]) head += 1;
  let tail = 0;
  const rest = Math.min(a.length, b.length) - head;
  while (tail < rest && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail += 1;
  const middle = middleOf(a.slice(head, a.length - tail), b.slice(head, b.length - tail), head);
  if (middle.length === 0) return [];
  const same = (from: number, to: number): TextLine[] =>
    b.slice(from, to).map((text, index) => ({ kind: "same", text, line: from + index + 1 }));
  const end = b.length - tail;
  return [
    ...same(Math.max(0, head - CONTEXT_LINES), head),
    ...withoutLongSame(middle),
    ...same(end, Math.min(b.length, end + CONTEXT_LINES)),
  ];
}

/** Of a long run of lines that are the same, those next to a change. */
function withoutLongSame(lines: readonly TextLine[]): TextLine[] {
  const changed = lines.flatMap(({ kind }, index) => (kind === "same" ? [] : [index]));
  let next = 0;
  let isGap = false;
  return lines.flatMap((line, index): TextLine[] => {
    while (next < changed.length && (changed[next] ?? 0) < index) next += 1;
    const [before, after] = [changed[next - 1] ?? -Infinity, changed[next] ?? Infinity];
    const isNear = index - before <= CONTEXT_LINES || after - index <= CONTEXT_LINES;
    if (isNear) {
      isGap = false;
      return [line];
    }
    if (isGap) return [];
    isGap = true;
    return [{ kind: "gap", text: "", line: line.line }];
  });
}

/** By the longest common run of lines; of huge changes all old, then all new. */
function middleOf(a: readonly string[], b: readonly string[], from: number): TextLine[] {
  const gone = (index: number): TextLine => ({
    ...{ kind: "removed", text: a[index] ?? "", line: from + index + 1 },
  });
  const come = (index: number, kind: "same" | "added" = "added"): TextLine => ({
    ...{ kind, text: b[index] ?? "", line: from + index + 1 },
  });
  if (a.length * b.length > 1_000_000)
    return [...a.map((_, i) => gone(i)), ...b.map((_, i) => come(i))];
  const best = lengthsOf(a, b);
  const lines: TextLine[] = [];
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      lines.push(come(j, "same"));
      [i, j] = [i + 1, j + 1];
    } else if (
      j >= b.length ||
      (i < a.length && (best[i + 1]?.[j] ?? 0) >= (best[i]?.[j + 1] ?? 0))
    ) {
      lines.push(gone(i));
      i += 1;
    } else {
      lines.push(come(j));
      j += 1;
    }
  }
  return lines;
}

/** best[i][j]: how many lines the rests a[i…] and b[j…] have in common. */
function lengthsOf(a: readonly string[], b: readonly string[]): Uint32Array[] {
  const best = Array.from({ length: a.length + 1 }, () => new Uint32Array(b.length + 1));
  for (let i = a.length - 1; i >= 0; i -= 1) {
    const [row, below] = [best[i], best[i + 1]];
    if (!row || !below) continue;
    for (let j = b.length - 1; j >= 0; j -= 1) {
      row[j] = a[i] === b[j] ? (below[j + 1] ?? 0) + 1 : Math.max(below[j] ?? 0, row[j + 1] ?? 0);
    }
  }
  return best;
}
