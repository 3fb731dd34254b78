import { excerptOf, type Place, type PlacePart } from "../place";
import { ancestors, descendants, type Element, type Node, textOf } from "../tree/node";

const PARTS: readonly (readonly [RegExp, PlacePart])[] = [
  [/^style:header/, "header"],
  [/^style:footer/, "footer"],
  [/^text:note-body$/, "footnote"],
  [/^draw:text-box$/, "text_box"],
];

/** On which page things stood when the document was last saved, and in what part of it. */
export class OdtPages {
  private readonly pages = new Map<Node, number>();
  private readonly excerpts = new Map<Element, string>();
  private readonly isPaged: boolean;

  constructor(
    root: Element,
    private readonly part: PlacePart | null,
  ) {
    let page = 1;
    for (const node of descendants(root)) {
      if (node.kind === "element" && node.tag === "text:soft-page-break") page += 1;
      this.pages.set(node, page);
      if (node.kind === "element" && isParagraph(node)) {
        this.excerpts.set(node, excerptOf(textOf(node)));
      }
    }
    this.isPaged = page > 1;
  }

  placeOf(node: Node): Place {
    const around = ancestors(node);
    const paragraph = around.find(isParagraph);
    return {
      part: partOf(around) ?? this.part ?? "body",
      page: this.isPaged ? (this.pages.get(node) ?? null) : null,
      line: null,
      column: null,
      excerpt: (paragraph && this.excerpts.get(paragraph)) ?? "",
    };
  }
}

function isParagraph({ tag }: Element): boolean {
  return tag === "text:p" || tag === "text:h";
}

function partOf(around: readonly Element[]): PlacePart | null {
  for (const { tag } of around) {
    const found = PARTS.find(([pattern]) => pattern.test(tag));
    if (found !== undefined) return found[1];
  }
  return null;
}
