import { DomainError } from "@/server/kernel/errors";
import type { Pdf } from "../paper";
import { PAGES_MAX } from "./letter";
import type { Slab } from "./slab";

export interface Sheet {
  left: number;
  /** Of the first page, below what stands there already. */
  firstTop: number;
  top: number;
  bottom: number;
}

/** Strips that one that is kept with the next may draw along; a longer chain breaks somewhere. */
const CHAIN_MAX = 12;
/** A pause for whoever else waits for this process. */
const SLABS_AT_ONCE = 400;

/** Draws strips from page to page; answers where the last one ends on the last page. */
export async function paginate(pdf: Pdf, slabs: readonly Slab[], sheet: Sheet): Promise<number> {
  const writer = new PageWriter(pdf, sheet);
  for (const [index, slab] of slabs.entries()) {
    writer.place(slab, chainAfter(slabs, index));
    if (index % SLABS_AT_ONCE === SLABS_AT_ONCE - 1) await new Promise(setImmediate);
  }
  return writer.y;
}

/** Height of the strips that have to follow on the same page. */
function chainAfter(slabs: readonly Slab[], index: number): number {
  let height = 0;
  for (let at = index; at < index + CHAIN_MAX && slabs[at]?.isKept; at += 1) {
    const next = slabs[at + 1];
    if (next) height += next.gap + next.height;
  }
  return height;
}

class PageWriter {
  y: number;
  #isAtTop = true;
  #pages = 1;
  readonly #pdf: Pdf;
  readonly #sheet: Sheet;

  constructor(pdf: Pdf, sheet: Sheet) {
    this.#pdf = pdf;
    this.#sheet = sheet;
    this.y = sheet.firstTop;
  }

  place(slab: Slab, chain: number): void {
    if (slab.startsPage && !this.#isAtTop) this.#turn(slab);
    let left: Slab | null = slab;
    while (left) left = this.#placeSome(left, chain);
  }

  /** Draws what this page takes; answers what is left for the next one. */
  #placeSome(slab: Slab, chain: number): Slab | null {
    const { bottom, top } = this.#sheet;
    const gap = this.#isAtTop ? 0 : slab.gap;
    const height = gap + slab.height;
    const room = bottom - this.y;
    const whole = bottom - top;
    const needed = height + chain > whole ? height : height + chain;
    if (needed <= room + 0.01) return this.#draw(slab, gap);
    // What a page of its own would hold, or nearly so, is not parted.
    const parts = slab.height > whole / 2 || this.#isAtTop ? slab.split?.(room - gap) : null;
    if (parts) {
      this.#draw(parts[0], gap);
      this.#turn(slab);
      return { ...parts[1], head: slab.head };
    }
    const isPageShort = this.#pages === 1 && this.#sheet.firstTop > top;
    if (this.#isAtTop && !isPageShort) return this.#draw(slab, gap);
    this.#turn(slab);
    return slab;
  }

  #draw(slab: Slab, gap: number): null {
    slab.draw(this.#pdf, this.#sheet.left, this.y + gap);
    this.y += gap + slab.height;
    this.#isAtTop = false;
    return null;
  }

  #turn({ head }: Slab): void {
    if (this.#pages >= PAGES_MAX) {
      throw new DomainError("invalid", "templates.letter_too_long", { pages: PAGES_MAX });
    }
    this.#pdf.addPage();
    this.#pages += 1;
    this.y = this.#sheet.top;
    this.#isAtTop = true;
    if (!head) return;
    head.draw(this.#pdf, this.#sheet.left, this.y);
    this.y += head.height;
  }
}
