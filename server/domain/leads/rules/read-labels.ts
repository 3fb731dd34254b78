import type { LeadLabel } from "@/db/schema/leads";
import { fold } from "@/server/kernel/fold";

interface Asked {
  field: string;
  words: string[];
  /** Whether what stands on the next lines belongs to it too. */
  isLong: boolean;
}

interface Line {
  /** Null: the line begins with no label. */
  asked: Asked | null;
  /** Whether a colon or the like parts the label from its value. */
  isParted: boolean;
  rest: string;
}

const PARTED = /^(.{1,80}?)\s*[:=\t]\s*(.*)$/s;
const LINES_MAX = 2_000;

/**
 * What a web form wrote into its mail, by the labels before the values: "Jméno: Jan Novák", a label
 * on a line of its own with the value below, or two cells of a table. The first of each counts; what
 * a visitor writes further down changes nothing above. `longFields`: such go on over lines.
 */
export function readLabels(
  text: string,
  labels: readonly LeadLabel[],
  longFields: readonly string[],
): Record<string, string> {
  const asked = labels
    .map(({ label, field }): Asked => {
      return { field, words: wordsOf(label), isLong: longFields.includes(field) };
    })
    .filter(({ words }) => words.length > 0)
    .sort((one, other) => other.words.length - one.words.length);
  const lines = text
    .split(/\r?\n/)
    .slice(0, LINES_MAX)
    .map((line) => readLine(line, asked));
  // A form parts its labels or it does not: words of a visitor that begin alike are then no label.
  const isParting = lines.some(({ asked: found, isParted }) => found !== null && isParted);
  const isLabel = (line: Line) => line.asked !== null && (line.isParted || !isParting);
  const values: Record<string, string> = {};
  lines.forEach((line, at) => {
    const { asked: found } = line;
    if (!found || !isLabel(line) || values[found.field] !== undefined) return;
    const below = lines.slice(at + 1);
    const end = below.findIndex(isLabel);
    const value = valueFrom(line, end < 0 ? below : below.slice(0, end), found.isLong);
    if (value !== "") values[found.field] = value;
  });
  return values;
}

function valueFrom({ rest }: Line, below: readonly Line[], isLong: boolean): string {
  const lines = below.map((line) => line.rest);
  if (isLong) return [rest, ...lines].join("\n").trim();
  return (rest || (lines.find((line) => line.trim() !== "") ?? "")).trim();
}

function readLine(line: string, asked: readonly Asked[]): Line {
  const parted = PARTED.exec(line);
  if (parted) {
    const head = wordsOf(parted[1] ?? "").join(" ");
    const found = asked.find(({ words }) => words.join(" ") === head);
    if (found) return { asked: found, isParted: true, rest: parted[2] ?? "" };
  }
  const tokens = line.trim().split(/\s+/);
  const bare = asked.find(
    ({ words }) => wordsOf(tokens.slice(0, words.length).join(" ")).join(" ") === words.join(" "),
  );
  if (!bare) return { asked: null, isParted: false, rest: line };
  return { asked: bare, isParted: false, rest: tokens.slice(bare.words.length).join(" ") };
}

/** As labels are compared: "E-mail:" and "e-mail" are one. */
const wordsOf = (text: string): string[] =>
  fold(text.replace(/[*:=]+\s*$/, ""))
    .split(/\s+/)
    .filter((word) => word !== "");
