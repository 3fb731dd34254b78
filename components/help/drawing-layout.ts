/** Who takes part, and what goes from whom to whom; in the order of time. */
export interface Drawn {
  lanes: readonly { key: string; name: string; isOutside: boolean }[];
  steps: readonly { from: string; to: string; text: string; verb: string | null }[];
}

export interface DrawnStep {
  number: number;
  /** Where the arrow begins and ends; the same where somebody does it by themselves. */
  fromX: number;
  toX: number;
  y: number;
  lines: string[];
  textX: number;
  /** Of the first line. */
  textY: number;
  /** "openCase()" */
  verb: string | null;
}

export interface Drawing {
  width: number;
  height: number;
  lanes: { name: string[]; x: number; isOutside: boolean }[];
  steps: DrawnStep[];
}

export const LANE_WIDTH = 172;
export const HEAD_HEIGHT = 44;
export const LINE_HEIGHT = 16;
const MARGIN = 8;
const CHAR_WIDTH = 6.7;
const VERB_HEIGHT = 16;
const GAP = 18;
const BADGE = 22;

/** Words put into lines of so many pixels; a word that is longer stands alone. */
export function wrapped(text: string, width: number): string[] {
  const most = Math.max(8, Math.floor(width / CHAR_WIDTH));
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= most) {
      lines[lines.length - 1] = `${last} ${word}`;
    } else lines.push(word);
  }
  return lines;
}

/** Lanes side by side, steps one below the other: nothing of it depends on a screen. */
export function layOut({ lanes, steps }: Drawn): Drawing {
  const xOf = new Map(lanes.map(({ key }, i) => [key, MARGIN + LANE_WIDTH * (i + 0.5)]));
  let y = MARGIN + HEAD_HEIGHT + GAP;
  const drawn = steps.map((step, i): DrawnStep => {
    const [fromX = 0, toX = 0] = [xOf.get(step.from), xOf.get(step.to)];
    const left = Math.min(fromX, toX);
    const textX = left + (fromX < toX || fromX === toX ? BADGE : 10);
    const width = fromX === toX ? LANE_WIDTH - 30 : Math.abs(toX - fromX) - BADGE - 10;
    const lines = wrapped(step.text, width);
    const textY = y + LINE_HEIGHT - 4;
    const arrowY = y + lines.length * LINE_HEIGHT + 6;
    const verb = step.verb === null ? null : `${step.verb.split(" › ")[1]}()`;
    y = arrowY + (verb ? VERB_HEIGHT : 0) + GAP;
    return { number: i + 1, fromX, toX, y: arrowY, lines, textX, textY, verb };
  });
  const isWider = steps.some(({ from, to }) => from === to && from === lanes.at(-1)?.key);
  return {
    width: MARGIN * 2 + LANE_WIDTH * lanes.length + (isWider ? LANE_WIDTH / 2 : 0),
    height: y + MARGIN,
    lanes: lanes.map(({ key, name, isOutside }) => {
      return { name: wrapped(name, LANE_WIDTH - 34).slice(0, 2), x: xOf.get(key) ?? 0, isOutside };
    }),
    steps: drawn,
  };
}
