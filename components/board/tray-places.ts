/** Columns that take the card and are out of sight, by the edge at which they are offered. */
export type Tray = { left: readonly string[]; right: readonly string[]; bottom: readonly string[] };

export const emptyTray: Tray = { left: [], right: [], bottom: [] };
export const TRAY_PX = 168;
const PREFIX = "tray:";

export const trayId = (code: string): string => PREFIX + code;
export const trayColumn = (droppableId: string): string =>
  droppableId.startsWith(PREFIX) ? droppableId.slice(PREFIX.length) : droppableId;

export type Span = { code: string; left: number; right: number; isFolded?: boolean };

/**
 * Which of the columns are to be offered at the edges of a frame: those that are not wholly in it,
 * or are folded, and those that the edge itself then covers. Where one column fills the frame all others are.
 */
export function trayOf(
  frame: { left: number; right: number },
  spans: readonly Span[],
  open: readonly string[],
): Tray {
  const inSight = spans.filter(({ left, right }) => right > left);
  if (inSight.length <= 1 && open.length > 0) {
    const alone = inSight[0]?.code;
    return { ...emptyTray, bottom: open.filter((code) => code !== alone) };
  }
  const wanted = inSight.filter(({ code }) => open.includes(code));
  const slack = 8;
  let left = wanted.filter((span) => span.left < frame.left - slack);
  let right = wanted.filter((span) => span.isFolded || span.right > frame.right + slack);
  if (left.length > 0) left = wanted.filter((span) => span.left < frame.left + TRAY_PX);
  if (right.length > 0) {
    right = wanted.filter((span) => span.isFolded || span.right > frame.right - TRAY_PX);
  }
  const codes = new Set(left.map(({ code }) => code));
  return {
    left: left.map(({ code }) => code),
    right: right.map(({ code }) => code).filter((code) => !codes.has(code)),
    bottom: [],
  };
}

/** The same, as the board is drawn now. */
export function placesOf(frame: HTMLElement, open: readonly string[]): Tray {
  const spans = [...frame.querySelectorAll<HTMLElement>("[data-column]")].map((node) => {
    const { left, right } = node.getBoundingClientRect();
    const isFolded = node.dataset.folded === "true";
    return { code: node.dataset.column ?? "", left, right, isFolded };
  });
  const { left, right } = frame.getBoundingClientRect();
  return trayOf({ left, right }, spans, open);
}
