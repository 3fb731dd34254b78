import { attribute, child, type Element, elements, remove } from "../tree/node";
import { isYellow } from "../tree/yellow";

/** What a run, or a style, says of highlighting; "unsaid" leaves it to what it is based on. */
export type Mark = "marked" | "plain" | "unsaid";

/** What styles say of highlighting and of numbering, inherited sayings included. */
export interface DocxStyles {
  isMarking(styleId: string | undefined): boolean;
  isNumbering(styleId: string | undefined): boolean;
}

export const NO_STYLES: DocxStyles = { isMarking: () => false, isNumbering: () => false };

type Style = { mark: Mark; isNumbering: boolean | null; basedOn: string | undefined };

/** Reads styles.xml. */
export function readStyles(root: Element): DocxStyles {
  const styles = new Map<string, Style>();
  for (const style of elements(root)) {
    const id = style.tag === "w:style" ? attribute(style, "w:styleId") : undefined;
    if (id === undefined) continue;
    const basedOn = child(style, "w:basedOn");
    styles.set(id, {
      mark: markIn(child(style, "w:rPr")),
      isNumbering: numberingIn(child(style, "w:pPr")),
      basedOn: basedOn && attribute(basedOn, "w:val"),
    });
  }
  const chainOf = (styleId: string | undefined) => {
    const chain = new Set<Style>();
    for (let id = styleId; id !== undefined; ) {
      const style = styles.get(id);
      if (style === undefined || chain.has(style)) break;
      chain.add(style);
      id = style.basedOn;
    }
    return [...chain];
  };
  return {
    isMarking: (id) => chainOf(id).find(({ mark }) => mark !== "unsaid")?.mark === "marked",
    isNumbering: (id) =>
      chainOf(id).find((style) => style.isNumbering !== null)?.isNumbering === true,
  };
}

/** Whether the properties of a paragraph number it; null where they do not say. */
export function numberingIn(properties: Element | undefined): boolean | null {
  const numbering = properties && child(properties, "w:numPr");
  if (numbering === undefined) return null;
  const id = child(numbering, "w:numId");
  return id === undefined || attribute(id, "w:val") !== "0";
}

/** What the properties of a run say: the highlighter of Word, or the shading that others write. */
export function markIn(properties: Element | undefined): Mark {
  if (properties === undefined) return "unsaid";
  const highlight = child(properties, "w:highlight");
  const shading = child(properties, "w:shd");
  if (isYellow(highlight && attribute(highlight, "w:val"))) return "marked";
  if (isYellow(shading && attribute(shading, "w:fill"))) return "marked";
  return highlight === undefined && shading === undefined ? "unsaid" : "plain";
}

/** The order that the schema wants of what we may have to add. */
const BEFORE_HIGHLIGHT = new Set(
  `rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof
   snapToGrid vanish webHidden color spacing w kern position sz szCs`
    .split(/\s+/)
    .map((name) => `w:${name}`),
);
const BEFORE_SHADING = new Set([...BEFORE_HIGHLIGHT, "w:highlight", "w:u", "w:effect", "w:bdr"]);

/** Takes yellow out of the properties of a run. */
export function unmarkProperties(properties: Element): void {
  for (const each of elements(properties)) {
    const isMarking =
      (each.tag === "w:highlight" && isYellow(attribute(each, "w:val"))) ||
      (each.tag === "w:shd" && isYellow(attribute(each, "w:fill")));
    if (isMarking) remove(each);
  }
}

/** Says "not highlighted" against a style that highlights. */
export function outvoteStyle(properties: Element): void {
  const prefix = properties.name.slice(0, -"rPr".length);
  const own = (local: string, attributes: Record<string, string>): Element => ({
    kind: "element",
    name: `${prefix}${local}`,
    tag: `w:${local}`,
    attributes: Object.entries(attributes).map(([key, value]) => ({
      name: `${prefix}${key}`,
      key: `w:${key}`,
      value,
    })),
    children: [],
    parent: properties,
  });
  insert(properties, own("highlight", { val: "none" }), BEFORE_HIGHLIGHT);
  insert(properties, own("shd", { val: "clear", color: "auto", fill: "auto" }), BEFORE_SHADING);
}

function insert(properties: Element, added: Element, before: ReadonlySet<string>): void {
  const { children } = properties;
  const at = children.findLastIndex((each) => each.kind === "element" && before.has(each.tag)) + 1;
  children.splice(at, 0, added);
}
