import { SaxesParser, type SaxesTagNS } from "saxes";
import { isDomainError } from "@/server/kernel/errors";
import { DEPTH_MAX, NODES_MAX, PART_BYTES_MAX } from "../limits";
import { refusal } from "../refusal";
import { type Attribute, append, type Element, element } from "./node";

/**
 * The tree of one XML part. `prefixes` gives the prefix by which the code knows a namespace;
 * elements of others keep theirs. Refuses a document type declaration (the door of entity bombs
 * and outside references), bad XML, and trees too deep or too large to be a letter.
 */
export function parseXml(bytes: Uint8Array, prefixes: Prefixes): Element {
  if (bytes.length > PART_BYTES_MAX) throw refusal("document_too_complex");
  const builder = new TreeBuilder(prefixes);
  const parser = new SaxesParser({ xmlns: true });
  parser.on("error", (cause) => {
    throw cause;
  });
  parser.on("doctype", () => {
    throw refusal("unsafe_xml");
  });
  parser.on("opentag", (tag) => builder.open(tag));
  parser.on("closetag", () => builder.close());
  parser.on("text", (value) => builder.text(value));
  parser.on("cdata", (value) => builder.text(value));
  parser.on("processinginstruction", ({ target, body }) => builder.raw(`<?${target} ${body}?>`));
  try {
    parser.write(decodeXml(bytes)).close();
  } catch (cause) {
    if (isDomainError(cause)) throw cause;
    throw refusal("damaged", { part: "XML" });
  }
  return builder.document;
}

/** Namespace -> the prefix by which the code knows it. */
export type Prefixes = Readonly<Record<string, string>>;

class TreeBuilder {
  readonly document = element("", "");
  private at = this.document;
  private depth = 0;
  private nodes = 0;

  constructor(private readonly prefixes: Prefixes) {}

  open({ name, uri, local, attributes }: SaxesTagNS): void {
    this.count();
    this.depth += 1;
    if (this.depth > DEPTH_MAX) throw refusal("document_too_complex");
    const read = Object.values(attributes).map((each): Attribute => {
      const key = each.uri === "" ? each.name : this.meaning(each);
      return { name: each.name, key, value: each.value };
    });
    const node = element(name, this.meaning({ uri, local, name }), read);
    append(this.at, node);
    this.at = node;
  }

  close(): void {
    this.depth -= 1;
    this.at = this.at.parent ?? this.document;
  }

  text(value: string): void {
    if (this.at === this.document || value === "") return;
    this.count();
    const last = this.at.children.at(-1);
    // A CDATA section beside text is the same text.
    if (last?.kind === "text") last.text += value;
    else append(this.at, { kind: "text", text: value, parent: null });
  }

  raw(source: string): void {
    append(this.at, { kind: "raw", source, parent: null });
  }

  private count(): void {
    this.nodes += 1;
    if (this.nodes > NODES_MAX) throw refusal("document_too_complex");
  }

  private meaning({ uri, local, name }: { uri: string; local: string; name: string }): string {
    const prefix = this.prefixes[uri];
    return prefix === undefined ? name : `${prefix}:${local}`;
  }
}

/** The root element of a parsed part. */
export function rootOf(document: Element): Element {
  const root = document.children.find((each): each is Element => each.kind === "element");
  if (root === undefined) throw refusal("damaged", { part: "XML" });
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
