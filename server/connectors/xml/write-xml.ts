/** Text, or elements in their order; null leaves the element out, "" writes it empty. */
export type XmlContent = string | XmlFields;
export type XmlFields = readonly (readonly [tag: XmlTag, content: XmlContent | null])[];

/** A name, or a name with attributes. */
export type XmlTag = string | { name: string; attributes: Readonly<Record<string, string>> };

/** An XML document in UTF-8. */
export function writeXml(root: XmlTag, content: XmlContent): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${element(root, content)}\n`;
}

function element(tag: XmlTag, content: XmlContent): string {
  const { name, attributes } = typeof tag === "string" ? { name: tag, attributes: {} } : tag;
  const said = Object.entries(attributes).map(([key, value]) => ` ${key}="${escaped(value)}"`);
  const inside =
    typeof content === "string"
      ? escaped(content)
      : content.map(([child, each]) => (each === null ? "" : element(child, each))).join("");
  return `<${name}${said.join("")}>${inside}</${name}>`;
}

const ESCAPES: Readonly<Record<string, string>> = {
  ...{ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" },
};
// Characters that no XML may hold, not even as references.
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not leave
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ud800-\udfff\ufffe\uffff]/gu;

const escaped = (text: string): string =>
  text.replace(FORBIDDEN, "").replace(/[&<>"]/g, (char) => ESCAPES[char] ?? char);
