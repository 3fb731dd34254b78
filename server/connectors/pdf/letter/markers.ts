import type { DefaultTreeAdapterTypes } from "parse5";
import type { Box } from "./content";
import type { Style } from "./style";

type Element = DefaultTreeAdapterTypes.Element;

const BULLETS = ["•", "–", "·"];
const NAMED: Readonly<Record<string, string>> = { disc: "•", circle: "◦", square: "▪" };

/** What stands before an item of a list: a bullet by its depth, or its number. */
export function listItemMarker(item: Element, style: Style, lists: number): Box["marker"] {
  const list = item.parentNode;
  if (!list || !("tagName" in list)) return null;
  const kind = kindOf(list, style);
  if (kind === "none") return null;
  // A marker is written as the list is, not bold because its item begins so.
  const plain = { ...style, background: null };
  if (NAMED[kind]) return { text: NAMED[kind], style: plain };
  if (list.tagName !== "ol" && kind === "") {
    return { text: BULLETS[Math.max(0, lists - 1) % BULLETS.length] ?? "•", style: plain };
  }
  return { text: `${numbered(numberOf(list, item), kind)}.`, style: plain };
}

const OLD_KINDS: Readonly<Record<string, string>> = {
  a: "lower-alpha",
  A: "upper-alpha",
  i: "lower-roman",
  I: "upper-roman",
  "1": "decimal",
};

function kindOf(list: Element, style: Style): string {
  const said = style.listStyle?.split(/\s+/).find((word) => word === "none" || isKind(word));
  if (said) return said;
  const type = attribute(list, "type") ?? "";
  return OLD_KINDS[type] ?? NAMED[type] ?? (list.tagName === "ol" ? "decimal" : "");
}

const isKind = (word: string): boolean =>
  NAMED[word] !== undefined || word === "lower-latin" || Object.values(OLD_KINDS).includes(word);

const attribute = (element: Element, name: string): string | undefined =>
  element.attrs.find((each) => each.name === name)?.value;

function numberOf(list: Element, item: Element): number {
  let number = wholeOf(attribute(list, "start")) ?? 1;
  for (const node of list.childNodes) {
    if (!("tagName" in node) || node.tagName !== "li") continue;
    number = wholeOf(attribute(node, "value")) ?? number;
    if (node === item) break;
    number += 1;
  }
  return number;
}

function wholeOf(value: string | undefined): number | null {
  return value !== undefined && /^-?\d{1,6}$/.test(value.trim()) ? Number(value) : null;
}

const ROMAN: readonly [number, string][] = [
  ...[[1000, "m"] as const, [900, "cm"] as const, [500, "d"] as const, [400, "cd"] as const],
  ...[[100, "c"] as const, [90, "xc"] as const, [50, "l"] as const, [40, "xl"] as const],
  ...[[10, "x"] as const, [9, "ix"] as const, [5, "v"] as const, [4, "iv"] as const],
  [1, "i"],
].map(([value, letters]) => [Number(value), String(letters)]);

function numbered(number: number, kind: string): string {
  if (number < 1 || number > 3999) return String(number);
  if (kind === "lower-alpha" || kind === "lower-latin") return alphabetic(number);
  if (kind === "upper-alpha") return alphabetic(number).toUpperCase();
  if (kind === "lower-roman") return roman(number);
  if (kind === "upper-roman") return roman(number).toUpperCase();
  return String(number);
}

function alphabetic(number: number): string {
  let rest = number;
  let letters = "";
  while (rest > 0) {
    letters = String.fromCharCode(97 + ((rest - 1) % 26)) + letters;
    rest = Math.floor((rest - 1) / 26);
  }
  return letters;
}

function roman(number: number): string {
  let rest = number;
  let letters = "";
  for (const [value, sign] of ROMAN) {
    letters += sign.repeat(Math.floor(rest / value));
    rest %= value;
  }
  return letters;
}
