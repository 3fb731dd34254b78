import type { Script } from "../structure/program";
import { escapeAttribute, escapeText } from "./escape";
import type { Element } from "./node";

export const XML_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

/** XML as it was read, but for the quotes of attributes and the spelling of characters. */
export const XML_SCRIPT: Script = {
  open: (of) => `<${of.name}${attributesOf(of)}${of.children.length === 0 ? "/>" : ">"}`,
  close: (of) => (of.children.length === 0 ? "" : `</${of.name}>`),
  text: (text) => escapeText(text),
  raw: (source) => source,
};

function attributesOf(of: Element): string {
  return of.attributes.map(({ name, value }) => ` ${name}="${escapeAttribute(value)}"`).join("");
}
