import { colourOf, type Declarations, fontSizeOf, lengthOf } from "./css";
import { type Align, ROOT_STYLE, SIZE_MAX, SIZE_MIN, type Style } from "./style";

const HEADINGS: Readonly<Record<string, number>> = {
  h1: 1.7,
  h2: 1.4,
  h3: 1.2,
  h4: 1.05,
  h5: 1,
  h6: 0.9,
};
export const isHeading = (tag: string): boolean => HEADINGS[tag] !== undefined;

const BOLD = new Set(["b", "strong", "th", "dt"]);
const ITALIC = new Set(["i", "em", "cite", "dfn", "var", "address"]);
const UNDERLINED = new Set(["u", "ins"]);
const STRUCK = new Set(["s", "strike", "del"]);

/** The style of an element from what is around it, its own name, attributes and declarations. */
export function inherited(
  around: Style,
  { tag, css, attributes }: { tag: string; css: Declarations; attributes: Attributes },
): Style {
  const named = byName(around, tag);
  const aligned = alignOf(css.get("text-align") ?? attributes.align, named.align);
  const size = sizeOf(css, attributes, { named, around, tag });
  const colour = colourOf(css.get("color") ?? attributes.color);
  const background = colourOf(css.get("background-color") ?? css.get("background"));
  const style: Style = {
    ...named,
    ...weightOf(css, named),
    ...decorationOf(css, named),
    ...{ size, align: aligned, lineHeight: lineHeightOf(css, named, size) },
    ...{ colour: colour ?? named.colour, background: background ?? named.background },
    isPreserved: preservedOf(css.get("white-space"), named.isPreserved),
    listStyle: css.get("list-style-type") ?? css.get("list-style") ?? named.listStyle,
  };
  const raised = css.get("vertical-align");
  if (raised === "super" || raised === "sub") style.rise = raised;
  // Words of one style are written at once; the same object says so at once.
  return isSame(style, around) ? around : style;
}

export type Attributes = Readonly<Record<string, string | undefined>>;

function byName(around: Style, tag: string): Style {
  const style = { ...around };
  if (BOLD.has(tag) || isHeading(tag)) style.isBold = true;
  if (ITALIC.has(tag)) style.isItalic = true;
  if (UNDERLINED.has(tag)) style.isUnderlined = true;
  if (STRUCK.has(tag)) style.isStruck = true;
  if (tag === "sup") style.rise = "super";
  if (tag === "sub") style.rise = "sub";
  if (tag === "center" || tag === "th" || tag === "caption") style.align = "center";
  if (tag === "mark") style.background = "#fff3a3";
  if (tag === "pre") style.isPreserved = true;
  if (isHeading(tag)) style.lineHeight = Math.min(style.lineHeight, 1.2);
  return style;
}

function sizeOf(
  css: Declarations,
  attributes: Attributes,
  { named, around, tag }: { named: Style; around: Style; tag: string },
): number {
  const heading = HEADINGS[tag];
  const own = fontSizeOf(css.get("font-size"), around.size);
  const usual = heading === undefined ? named.size : ROOT_STYLE.size * heading;
  const small = tag === "small" ? usual * 0.83 : tag === "big" ? usual * 1.2 : usual;
  const old = tag === "font" ? OLD_SIZES[Number(attributes.size) - 1] : undefined;
  return Math.min(SIZE_MAX, Math.max(SIZE_MIN, own ?? old ?? small));
}
/** <font size="1"> to "7". */
const OLD_SIZES = [7.5, 9, 10.5, 13, 16, 21, 30];

function weightOf(css: Declarations, named: Style): Pick<Style, "isBold" | "isItalic"> {
  const weight = css.get("font-weight");
  const slant = css.get("font-style");
  const isHeavy = weight === "bold" || weight === "bolder" || Number(weight) >= 600;
  const isLight = weight === "normal" || weight === "lighter" || Number(weight) < 600;
  return {
    isBold: isHeavy || (named.isBold && !isLight),
    isItalic: slant ? slant !== "normal" : named.isItalic,
  };
}

function decorationOf(css: Declarations, named: Style): Pick<Style, "isUnderlined" | "isStruck"> {
  const said = css.get("text-decoration") ?? css.get("text-decoration-line");
  if (said === undefined) return { isUnderlined: named.isUnderlined, isStruck: named.isStruck };
  return {
    isUnderlined: said.includes("underline") || (named.isUnderlined && !said.includes("none")),
    isStruck: said.includes("line-through") || (named.isStruck && !said.includes("none")),
  };
}

function alignOf(value: string | undefined, around: Align): Align {
  const word = value?.toLowerCase();
  if (word === "start") return "left";
  if (word === "end") return "right";
  const isKnown = word === "left" || word === "right" || word === "center" || word === "justify";
  return isKnown ? word : around;
}

function lineHeightOf(css: Declarations, named: Style, size: number): number {
  const value = css.get("line-height");
  if (value === undefined) return named.lineHeight;
  if (value === "normal") return ROOT_STYLE.lineHeight;
  const times = /^[\d.]+$/.test(value)
    ? Number(value)
    : (lengthOf(value, { size, whole: size }) ?? named.lineHeight * size) / size;
  return Math.min(4, Math.max(0.8, times));
}

function preservedOf(value: string | undefined, around: boolean): boolean {
  if (value === undefined) return around;
  return value.startsWith("pre") || value === "break-spaces";
}

function isSame(one: Style, other: Style): boolean {
  return (Object.keys(one) as (keyof Style)[]).every((key) => one[key] === other[key]);
}
