import { rule } from "../paper";
import type { Block, Box } from "./content";
import { faceOf, widthOfWord } from "./faces";
import { layTable } from "./lay-table";
import { linesOf } from "./lines";
import { PLAIN_SLAB, type Slab, shifted } from "./slab";
import type { WordRules } from "./words";

/** Between a bullet and what it stands before. */
const MARKER_GAP = 5;

/** Strips of a page, with the wider of two margins that meet above each. */
export function layBlocks(blocks: readonly Block[], rules: WordRules): Slab[] {
  const flow = { slabs: [] as Slab[], gap: 0, startsPage: false };
  layInto(flow, blocks, rules);
  return flow.slabs;
}

interface Flow {
  slabs: Slab[];
  /** Waits for the next slab. */
  gap: number;
  startsPage: boolean;
}

function layInto(flow: Flow, blocks: readonly Block[], rules: WordRules): void {
  for (const block of blocks) {
    if (block.type === "text") push(flow, linesOf(block, rules));
    else if (block.type === "table") push(flow, layTable(block, rules, layBlocks));
    else if (block.type === "rule") push(flow, [ruleSlab(block, rules.width)]);
    else layBox(flow, block, rules);
  }
}

function push(flow: Flow, slabs: readonly Slab[]): void {
  for (const slab of slabs) {
    const gap = Math.max(slab.gap, flow.gap);
    flow.slabs.push({ ...slab, gap, startsPage: slab.startsPage || flow.startsPage });
    flow.gap = 0;
    flow.startsPage = false;
  }
}

function layBox(flow: Flow, box: Box, rules: WordRules): void {
  flow.gap = Math.max(flow.gap, box.before);
  flow.startsPage ||= box.startsPage;
  const width = Math.max(20, rules.width - box.left - box.right);
  const inner: Flow = { slabs: [], gap: flow.gap, startsPage: flow.startsPage };
  layInto(inner, box.blocks, { ...rules, width });
  let slabs = inner.slabs.map((slab) => shifted(slab, box.left));
  if (box.isKeptTogether || box.isKeptWithNext) {
    const last = slabs.length - 1;
    slabs = slabs.map((slab, index) => ({
      ...slab,
      isKept: slab.isKept || (index < last ? true : box.isKeptWithNext),
    }));
  }
  if (box.marker) slabs = marked(slabs, box, box.marker);
  flow.slabs.push(...slabs);
  flow.gap = Math.max(inner.gap, box.after);
  flow.startsPage = inner.startsPage || box.endsPage;
}

/** The first strip with the bullet or number left of its first line. */
function marked(slabs: Slab[], box: Box, marker: NonNullable<Box["marker"]>): Slab[] {
  const [first, ...rest] = slabs;
  if (!first) return slabs;
  const { text, style } = marker;
  const face = faceOf(style);
  const width = widthOfWord(text, face, style.size);
  const down = first.baseline ?? style.size * 1.1;
  const draw: Slab["draw"] = (pdf, x, y) => {
    first.draw(pdf, x, y);
    pdf.font(face).fontSize(style.size).fillColor(style.colour);
    const at = x + box.left - MARKER_GAP - width;
    pdf.text(text, at, y + down, { lineBreak: false, baseline: "alphabetic" });
  };
  const split: Slab["split"] = (height) => {
    const parts = first.split?.(height);
    if (!parts) return null;
    const [head] = marked([parts[0]], box, marker);
    return [head ?? parts[0], parts[1]];
  };
  return [{ ...first, draw, ...(first.split ? { split } : {}) }, ...rest];
}

function ruleSlab(block: Extract<Block, { type: "rule" }>, width: number): Slab {
  const { colour } = block;
  return {
    ...PLAIN_SLAB,
    height: block.width,
    draw: (pdf, x, y) => rule(pdf, { x, y: y + block.width / 2, width, colour }),
  };
}
