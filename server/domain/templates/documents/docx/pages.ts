import { excerptOf, type Place, type PlacePart } from "../place";
import {
  ancestors,
  attribute,
  child,
  descendants,
  type Element,
  type Node,
  textOf,
} from "../tree/node";

/** On which page things stood when the document was last saved. */
export class Pages {
  private readonly pages = new Map<Node, number>();
  private readonly excerpts = new Map<Element, string>();
  private readonly isPaged: boolean;

  constructor(
    root: Element,
    private readonly part: PlacePart,
  ) {
    const nodes = part === "body" ? [...descendants(root)] : [];
    // Word notes where pages began; where it did not, only breaks by hand are known.
    const isNoted = nodes.some((node) => isElement(node, "w:lastRenderedPageBreak"));
    const begins = (node: Node) =>
      isNoted ? isElement(node, "w:lastRenderedPageBreak") : isBreakByHand(node);
    this.isPaged = nodes.some(begins);
    let page = 1;
    for (const node of nodes) {
      if (begins(node)) page += 1;
      this.pages.set(node, page);
    }
    for (const node of descendants(root)) {
      // Before fields are put in place, while the text is as its author sees it.
      if (isElement(node, "w:p")) this.excerpts.set(node, excerptOf(wordsOf(node)));
    }
  }

  placeOf(node: Node): Place {
    const around = ancestors(node);
    const paragraph = around.find((each) => each.tag === "w:p");
    return {
      part: this.partOf(around),
      page: this.isPaged ? (this.pages.get(node) ?? null) : null,
      line: null,
      column: null,
      excerpt: (paragraph && this.excerpts.get(paragraph)) ?? "",
    };
  }

  private partOf(around: readonly Element[]): PlacePart {
    return around.some((each) => each.tag === "w:txbxContent") ? "text_box" : this.part;
  }
}

function isElement(node: Node, tag: string): node is Element {
  return node.kind === "element" && node.tag === tag;
}

function isBreakByHand(node: Node): boolean {
  if (isElement(node, "w:br")) return attribute(node, "w:type") === "page";
  if (!isElement(node, "w:p")) return false;
  const properties = child(node, "w:pPr");
  return properties !== undefined && child(properties, "w:pageBreakBefore") !== undefined;
}

/** Text of a paragraph without that of the text boxes anchored in it. */
function wordsOf(paragraph: Element): string {
  const isOwn = (node: Node) => ancestors(node).find((each) => each.tag === "w:p") === paragraph;
  return [...descendants(paragraph)]
    .filter((node): node is Element => isElement(node, "w:t") && isOwn(node))
    .map(textOf)
    .join("");
}
