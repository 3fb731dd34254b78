import { isAscii, isUtf8 } from "node:buffer";
import type { XmlElement } from "./xml-element";

const DEPTH_MAX = 50;
const DECLARED = /^\s*<\?xml[^>]{0,200}?\sencoding\s*=\s*["']([\w.-]{1,40})["']/;
const MARK =
  /<!--[\s\S]*?-->|<!\[CDATA\[([\s\S]*?)\]\]>|<\?[\s\S]*?\?>|<(\/?)(?:([\w.-]+):)?([\w.-]+)((?:[^<>"']|"[^"<]*"|'[^'<]*')*?)(\/?)>/g;
/** One that is never closed would be looked for to the end of the text, again for each that opens. */
const PAIRS = [
  ["<!--", "-->"],
  ["<![CDATA[", "]]>"],
  ["<?", "?>"],
] as const;
const ATTRIBUTE = /(?:([\w.-]+):)?([\w.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;
const ENTITY = /&(?:#(\d{1,7})|#x([\da-f]{1,6})|(amp|lt|gt|quot|apos));/gi;
const NAMED: Readonly<Record<string, string>> = {
  ...{ amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" },
};

/**
 * The root of an XML answer that is small enough to hold, in UTF-8 or the code page it declares;
 * null for everything that is no whole XML: HTML, torn answers, document type declarations.
 */
export function readXml(bytes: Uint8Array): XmlElement | null {
  const text = decoded(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  if (text === null || /<!(DOCTYPE|ENTITY)/i.test(text)) return null;
  if (PAIRS.some(([start, end]) => text.lastIndexOf(start) > text.lastIndexOf(end))) return null;
  const top: XmlElement = { name: "", namespace: "", attributes: {}, children: [], text: "" };
  const open = [top];
  /** What prefixes mean inside each of the open ones. */
  const scopes: Scope[] = [new Map()];
  let at = 0;
  for (const found of text.matchAll(MARK)) {
    const element = open.at(-1) ?? top;
    const between = text.slice(at, found.index);
    if (between.includes("<")) return null;
    element.text += decodeEntities(between);
    at = found.index + found[0].length;
    const [, data, close, prefix = "", name, written = "", empty] = found;
    if (data !== undefined) element.text += data;
    if (name === undefined) continue;
    if (close === "/") {
      if (open.length === 1 || element.name !== name) return null;
      open.pop();
      scopes.pop();
      continue;
    }
    const { attributes, scope } = attributesOf(written, scopes.at(-1) ?? new Map());
    const namespace = scope.get(prefix) ?? "";
    const child: XmlElement = { name, namespace, attributes, children: [], text: "" };
    element.children.push(child);
    if (empty !== "/") {
      open.push(child);
      scopes.push(scope);
    }
    if (open.length > DEPTH_MAX) return null;
  }
  const outside = top.text + text.slice(at);
  const isWhole = open.length === 1 && top.children.length === 1 && outside.trim() === "";
  return isWhole ? (top.children[0] ?? null) : null;
}

function decoded(bytes: Buffer): string | null {
  const declared = DECLARED.exec(bytes.subarray(0, 300).toString("latin1"))?.[1] ?? "utf-8";
  // Some declare a code page and write UTF-8 all the same.
  const encoding = !isAscii(bytes) && isUtf8(bytes) ? "utf-8" : declared;
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

type Scope = ReadonlyMap<string, string>;

function attributesOf(text: string, outside: Scope) {
  const found = [...text.matchAll(ATTRIBUTE)].map(([, prefix, name = "", double, single = ""]) => {
    return { prefix, name, value: decodeEntities(double ?? single) };
  });
  const isDeclaration = (each: { prefix: string | undefined; name: string }) =>
    each.prefix === "xmlns" || (each.prefix === undefined && each.name === "xmlns");
  const declared = found.filter(isDeclaration);
  const scope: Scope =
    declared.length === 0
      ? outside
      : new Map([
          ...outside,
          ...declared.map(({ prefix, name, value }) => {
            return [prefix === undefined ? "" : name, value] as const;
          }),
        ]);
  return { attributes: Object.fromEntries(found.map(({ name, value }) => [name, value])), scope };
}

function decodeEntities(text: string): string {
  return text.replace(ENTITY, (whole, ...[decimal, hex, name]) => {
    if (name !== undefined) return NAMED[name.toLowerCase()] ?? whole;
    const code = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : "";
  });
}
