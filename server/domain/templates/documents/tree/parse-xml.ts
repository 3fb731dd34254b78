import { type SaxesAttributeNS, SaxesParser } from "saxes";
import { isDomainError } from "@/server/kernel/errors";
import { DEPTH_MAX, NODES_MAX, PART_BYTES_MAX } from "../limits";
import { refusal } from "../refusal";
import { type Attribute, append, type Element } from "./node";

/**
 * The tree of one XML part. `prefixes` gives the prefix by which the code knows a namespace;
 * elements of others keep theirs. Refuses a document type declaration (the door of entity bombs
 * and outside references), bad XML, and trees too deep or too large to be a letter.
 */
export function parseXml(bytes: Uint8Array, prefixes: Readonly<Record<string, string>>): Element {
  if (bytes.length > PART_BYTES_MAX) throw refusal("too_complex");
  const parser = new SaxesParser({ xmlns: true });
  const document: Element = {
    kind: "element",
    name: "",
    tag: "",
    attributes: [],
    children: [],
    parent: null,
  };
  let at = document;
  let depth = 0;
  let nodes = 0;
  const count = () => {
    nodes += 1;
    if (nodes > NODES_MAX) throw refusal("too_complex");
  };
  const meaning = (uri: string, local: string, name: string) => {
    const prefix = prefixes[uri];
    return prefix === undefined ? name : `${prefix}:${local}`;
  };
  parser.on("error", (cause) => {
    throw cause;
  });
  parser.on("doctype", () => {
    throw refusal("unsafe_xml");
  });
  parser.on("opentag", ({ name, uri, local, attributes }) => {
    count();
    depth += 1;
    if (depth > DEPTH_MAX) throw refusal("too_complex");
    const node: Element = {
      kind: "element",
      name,
      tag: meaning(uri, local, name),
      attributes: Object.values(attributes).map(
        (each: SaxesAttributeNS): Attribute => ({
          name: each.name,
          key: each.uri === "" ? each.name : meaning(each.uri, each.local, each.name),
          value: each.value,
        }),
      ),
      children: [],
      parent: null,
    };
    append(at, node);
    at = node;
  });
  parser.on("closetag", () => {
    depth -= 1;
    at = at.parent ?? document;
  });
  const addText = (value: string) => {
    if (at === document || value === "") return;
    count();
    const last = at.children.at(-1);
    // A CDATA section beside text is the same text.
    if (last?.kind === "text") last.text += value;
    else append(at, { kind: "text", text: value, parent: null });
  };
  parser.on("text", addText);
  parser.on("cdata", addText);
  parser.on("processinginstruction", ({ target, body }) => {
    append(at, { kind: "raw", source: `<?${target} ${body}?>`, parent: null });
  });
  try {
    parser.write(decodeXml(bytes)).close();
  } catch (cause) {
    if (isDomainError(cause)) throw cause;
    throw refusal("damaged");
  }
  return document;
}

/** The root element of a parsed part. */
export function rootOf(document: Element): Element {
  const root = document.children.find((each): each is Element => each.kind === "element");
  if (root === undefined) throw refusal("damaged");
  return root;
}

/** Office programs write UTF-8 or UTF-16, and readers of packages need know no other. */
function decodeXml(bytes: Uint8Array): string {
  const [a, b] = bytes;
  if ((a === 0xff && b === 0xfe) || (a === 0x3c && b === 0)) return decode(bytes, "utf-16le");
  if ((a === 0xfe && b === 0xff) || (a === 0 && b === 0x3c)) return decode(bytes, "utf-16be");
  return decode(bytes, "utf-8");
}

function decode(bytes: Uint8Array, encoding: string): string {
  return new TextDecoder(encoding, { fatal: true }).decode(bytes);
}
