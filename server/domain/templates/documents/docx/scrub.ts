import { attribute, bodiesOf, type Element, type Node } from "../tree/node";

const BOOKMARKS = new Set(["w:bookmarkStart", "w:bookmarkEnd"]);
const COMMENTS = new Set(["w:commentRangeStart", "w:commentRangeEnd", "w:commentReference"]);
/** Numbers that a program gave to paragraphs, each once. */
const ONCE = new Set(["w14:paraId", "w14:textId"]);

/** Takes out of what repeats everything that a document may hold only once. */
export function scrubRepeated(root: Element): void {
  const gone = new Set<string>();
  visit(root, (node, isRepeated) => {
    if (node.kind !== "element" || !isRepeated) return;
    node.attributes = node.attributes.filter(({ key }) => !ONCE.has(key));
    const name = onceName(node);
    if (name !== null) gone.add(name);
  });
  if (gone.size === 0) return;
  // The other end may stand outside; half a bookmark would be left.
  visit(root, (node) => {
    for (const body of bodiesOf(node)) {
      const left = body.filter((each) => !gone.has(onceName(each) ?? ""));
      if (left.length < body.length) body.splice(0, body.length, ...left);
    }
  });
}

/** One name for both ends of a bookmark, and for all that points to a comment. */
function onceName(node: Node): string | null {
  if (node.kind !== "element") return null;
  if (BOOKMARKS.has(node.tag)) return `bookmark ${attribute(node, "w:id")}`;
  return COMMENTS.has(node.tag) ? `comment ${attribute(node, "w:id")}` : null;
}

function visit(node: Node, see: (node: Node, isRepeated: boolean) => void, isIn = false): void {
  see(node, isIn);
  const isRepeated = isIn || node.kind === "each";
  for (const body of bodiesOf(node)) for (const each of body) visit(each, see, isRepeated);
}
