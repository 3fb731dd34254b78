import type { Block, Piece } from "./content";
import type { Style } from "./style";

/** Collects what stands in a line of an element, with its white space as a browser shows it. */
export class ParagraphWriter {
  readonly blocks: Block[] = [];
  #pieces: Piece[] = [];
  #isAfterSpace = true;

  /** `style` is the element's, not that of a piece: its alignment is the paragraph's. */
  close(style: Style, indent = 0): void {
    const pieces = this.#pieces;
    this.#pieces = [];
    this.#isAfterSpace = true;
    // Room between elements in the source is no line of the letter.
    if (!pieces.some(isSomething)) return;
    this.blocks.push({ type: "text", pieces: withoutLastSpace(pieces), style, indent });
  }

  add(block: Block): void {
    this.blocks.push(block);
  }

  text(text: string, style: Style): void {
    if (style.isPreserved) {
      for (const [index, line] of text.replaceAll("\r\n", "\n").split("\n").entries()) {
        if (index > 0) this.break(style);
        // Spaces that do not end a line, each as wide as written.
        const kept = line.replaceAll("\t", "    ").replace(/ (?= )|^ /g, "\u00a0");
        if (kept !== "") this.#pieces.push({ type: "text", text: kept, style });
      }
      this.#isAfterSpace = false;
      return;
    }
    let flat = text.replace(/[ \t\r\n\f]+/g, " ");
    if (this.#isAfterSpace && flat.startsWith(" ")) flat = flat.slice(1);
    if (flat === "") return;
    this.#isAfterSpace = flat.endsWith(" ");
    this.#pieces.push({ type: "text", text: flat, style });
  }

  break(style: Style): void {
    this.#pieces.push({ type: "break", style });
    this.#isAfterSpace = true;
  }

  image(piece: Extract<Piece, { type: "image" }>): void {
    this.#pieces.push(piece);
    this.#isAfterSpace = false;
  }
}

const isSomething = (piece: Piece): boolean => piece.type !== "text" || piece.text.trim() !== "";

function withoutLastSpace(pieces: readonly Piece[]): Piece[] {
  const last = pieces.at(-1);
  if (last?.type !== "text" || last.style.isPreserved) return [...pieces];
  return [...pieces.slice(0, -1), { ...last, text: last.text.replace(/ $/, "") }];
}
