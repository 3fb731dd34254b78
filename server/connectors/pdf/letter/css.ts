export type Declarations = ReadonlyMap<string, string>;

const NONE: Declarations = new Map();

/** Declarations of a style attribute; a later one of a name wins. Names in lower case. */
export function declarationsOf(style: string | undefined): Declarations {
  if (!style) return NONE;
  const found = new Map<string, string>();
  for (const part of style.split(";")) {
    const at = part.indexOf(":");
    if (at < 0) continue;
    const value = part.slice(at + 1).replace(/!important/i, "");
    found.set(part.slice(0, at).trim().toLowerCase(), value.trim().toLowerCase());
  }
  return found;
}

const UNITS: Readonly<Record<string, number>> = {
  px: 0.75,
  "": 0.75,
  pt: 1,
  pc: 12,
  mm: 72 / 25.4,
  cm: 720 / 25.4,
  in: 72,
};

/** Points of a length; null for none, or one in units that we do not know. */
export function lengthOf(
  value: string | undefined,
  { size, whole }: { size: number; whole?: number },
): number | null {
  const found = /^([+-]?(?:\d+\.?\d*|\.\d+))\s*([a-z%]*)$/.exec(value?.trim() ?? "");
  if (!found) return null;
  const number = Number(found[1]);
  const unit = found[2] ?? "";
  if (unit === "%") return whole === undefined ? null : (number * whole) / 100;
  if (unit === "em") return number * size;
  if (unit === "rem") return number * 12;
  const factor = UNITS[unit];
  return factor === undefined ? null : number * factor;
}

const SIZES: Readonly<Record<string, number>> = {
  "xx-small": 6.5,
  "x-small": 7.5,
  small: 9,
  medium: 10.5,
  large: 13,
  "x-large": 16,
  "xx-large": 21,
};

/** Points of a font-size, measured by the size around it. */
export function fontSizeOf(value: string | undefined, around: number): number | null {
  if (value === "smaller") return around * 0.83;
  if (value === "larger") return around * 1.2;
  return SIZES[value ?? ""] ?? lengthOf(value, { size: around, whole: around });
}

const COLOURS: Readonly<Record<string, string>> = {
  black: "#000000",
  white: "#ffffff",
  red: "#ff0000",
  green: "#008000",
  blue: "#0000ff",
  yellow: "#ffff00",
  orange: "#ffa500",
  purple: "#800080",
  navy: "#000080",
  teal: "#008080",
  maroon: "#800000",
  olive: "#808000",
  lime: "#00ff00",
  aqua: "#00ffff",
  cyan: "#00ffff",
  fuchsia: "#ff00ff",
  magenta: "#ff00ff",
  gray: "#808080",
  grey: "#808080",
  silver: "#c0c0c0",
  lightgray: "#d3d3d3",
  lightgrey: "#d3d3d3",
  darkgray: "#a9a9a9",
  darkgrey: "#a9a9a9",
  whitesmoke: "#f5f5f5",
  darkred: "#8b0000",
  darkblue: "#00008b",
  darkgreen: "#006400",
  brown: "#a52a2a",
  crimson: "#dc143c",
  gold: "#ffd700",
  lightyellow: "#ffffe0",
  lightblue: "#add8e6",
};

/** "#rrggbb"; null for none, a transparent one and one that we do not know. */
export function colourOf(value: string | undefined): string | null {
  const text = value?.trim() ?? "";
  const hex = /^#([0-9a-f]{3,8})$/.exec(text)?.[1];
  if (hex?.length === 3 || hex?.length === 4) {
    return `#${[...hex.slice(0, 3)].map((digit) => digit + digit).join("")}`;
  }
  if (hex?.length === 6 || hex?.length === 8) return `#${hex.slice(0, 6)}`;
  const parts = /^rgba?\(([^)]*)\)$/
    .exec(text)?.[1]
    ?.split(/[\s,/]+/)
    .filter(Boolean);
  if (!parts || parts.length < 3) return COLOURS[text] ?? null;
  if (parts[3] !== undefined && Number.parseFloat(parts[3]) === 0) return null;
  const numbers = parts.slice(0, 3).map(channelOf);
  if (numbers.some(Number.isNaN)) return null;
  return `#${numbers.map((each) => each.toString(16).padStart(2, "0")).join("")}`;
}

function channelOf(part: string): number {
  const number = Number.parseFloat(part) * (part.endsWith("%") ? 2.55 : 1);
  return Math.min(255, Math.max(0, Math.round(number)));
}

export interface Line {
  width: number;
  colour: string;
}
const SIDES = ["top", "right", "bottom", "left"] as const;
export type Sides<T> = Record<(typeof SIDES)[number], T>;

export const sidesOf = <T>(value: (side: keyof Sides<T>) => T): Sides<T> => ({
  top: value("top"),
  right: value("right"),
  bottom: value("bottom"),
  left: value("left"),
});

const isLineWord = (word: string) => /^(solid|dashed|dotted|double|groove|ridge|inset)$/.test(word);

/** "1px solid #ccc": a line of any kind is drawn through; null for none. */
export function borderOf(value: string | undefined, size: number): Line | null {
  // A colour by its channels holds spaces of its own.
  const words = (value ?? "")
    .replace(/\(([^)]*)\)/g, (all) => all.replace(/\s+/g, ""))
    .split(/\s+/);
  if (!words.some(isLineWord)) return null;
  const widths = words.map((word) => (word === "thin" ? 0.5 : lengthOf(word, { size })));
  const width = widths.find((each) => each !== null) ?? 1;
  const colour = words.map(colourOf).find((each) => each !== null) ?? "#000000";
  return width <= 0 ? null : { width: Math.min(width, 8), colour };
}

/** Borders of an element; `around` is what its attribute or table gives it where it says nothing. */
export function bordersOf(
  css: Declarations,
  size: number,
  around: Line | null,
): Sides<Line | null> {
  const all = css.has("border") ? borderOf(css.get("border"), size) : around;
  return sidesOf((side) => {
    const own = css.get(`border-${side}`);
    return own === undefined ? all : borderOf(own, size);
  });
}

/** "margin" or "padding" of four sides, each null where nothing readable is said of it. */
export function boxOf(
  css: Declarations,
  name: "margin" | "padding",
  { size, whole }: { size: number; whole?: number },
): Sides<number | null> {
  const words = css.get(name)?.split(/\s+/) ?? [];
  const [top = "", right = top, bottom = top, left = right] = words;
  const whereAll = { top, right, bottom, left };
  return sidesOf((side) =>
    lengthOf(css.get(`${name}-${side}`) ?? whereAll[side], { size, ...(whole ? { whole } : {}) }),
  );
}
