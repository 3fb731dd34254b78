/** The part of a keyboard event that decides which shortcut it is. */
export type KeyPress = {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
};

const names: Record<string, string> = {
  " ": "space",
  Enter: "enter",
  Escape: "escape",
  ArrowDown: "down",
  ArrowUp: "up",
  ArrowLeft: "left",
  ArrowRight: "right",
};

/**
 * How a press is written in a shortcut: "k", "mod+k", "?", "escape". Shift stays in the character
 * itself ("?" on any keyboard layout). null = a bare modifier, or Alt (it belongs to the browser).
 */
export function pressName(press: KeyPress): string | null {
  if (press.altKey || ["Shift", "Control", "Meta", "Alt", "Dead"].includes(press.key)) return null;
  const key = names[press.key] ?? (press.key.length === 1 ? press.key.toLowerCase() : null);
  if (!key) return null;
  return press.ctrlKey || press.metaKey ? `mod+${key}` : key;
}

/** How long the second key of "g c" may take. */
export const sequenceMs = 2500;

export type Match = {
  /** The shortcut that is complete now. */
  hit: string | null;
  /** The first half of a longer shortcut, to be kept for the next press. */
  pending: string | null;
};

/** Where a press leads among the known shortcuts, given what was pressed before it. */
export function matchPress(known: Iterable<string>, pending: string | null, name: string): Match {
  const all = [...known];
  const joined = pending ? `${pending} ${name}` : name;
  for (const candidate of pending ? [joined, name] : [name]) {
    if (all.includes(candidate)) return { hit: candidate, pending: null };
    if (all.some((keys) => keys.startsWith(`${candidate} `)))
      return { hit: null, pending: candidate };
  }
  return { hit: null, pending: null };
}
