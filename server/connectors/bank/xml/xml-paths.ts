/** An element that is asked for, or that stands on the way to one. */
export type XmlNode = {
  /** Local name, in bytes. */
  name: Buffer;
  /** Its place among all of the table, from 0 on. */
  index: number;
  /** What the reader calls it; 0 for one that only leads somewhere. */
  code: number;
  children: Map<number, XmlNode>;
  /** Codes of attributes, by name. */
  attributes: Map<string, number>;
};

/** Where an element is known by its path from the root, and an attribute by "…/@Name". */
export type XmlPaths = Readonly<Record<string, number>>;

/** The root's parent, with all elements of a table below it. */
export function compilePaths(tables: readonly XmlPaths[]): XmlNode {
  const top = nodeOf("", 0);
  let count = 1;
  for (const [path, code] of tables.flatMap((table) => Object.entries(table))) {
    let node = top;
    for (const step of path.split("/")) {
      if (step.startsWith("@")) node.attributes.set(step.slice(1), code);
      else {
        node = childOf(node, step, count);
        count = Math.max(count, node.index + 1);
      }
    }
    if (!path.includes("@")) node.code = code;
  }
  return top;
}

/** The child of a name; a new one gets the index. */
function childOf(node: XmlNode, name: string, index: number): XmlNode {
  const bytes = Buffer.from(name);
  const key = nameKey(bytes, 0, bytes.length);
  const known = node.children.get(key);
  if (known !== undefined) {
    if (known.name.toString() !== name) throw new Error(`${name} collides with ${known.name}`);
    return known;
  }
  const child = nodeOf(name, index);
  node.children.set(key, child);
  return child;
}

function nodeOf(name: string, index: number): XmlNode {
  return { name: Buffer.from(name), index, code: 0, children: new Map(), attributes: new Map() };
}

/** A number for a name; two names may share it. */
export function nameKey(bytes: Buffer, start: number, end: number): number {
  let key = 0;
  for (let i = start; i < end; i += 1) key = nextKey(key, bytes[i] as number);
  return key;
}

export function nextKey(key: number, byte: number): number {
  return (Math.imul(key, 31) + byte) | 0;
}
