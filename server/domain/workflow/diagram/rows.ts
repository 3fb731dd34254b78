import type { Graph, GraphEdge } from "./graph";

/** A place in a row: a node, or the point where a long arrow passes by (`node` null). */
export type Slot = { id: string; node: string | null };

/** An arrow as the slots it goes through from the upper row to the lower. */
export type Chain = { edge: GraphEdge; slots: string[]; isBack: boolean };

export type Rows = { rows: Slot[][]; chains: Chain[] };

const SWEEPS = 24;

/**
 * Puts nodes and passing points into rows and orders each row so that few arrows cross: sweeps
 * down and up by the mean place of the neighbours, keeping the best order seen.
 */
export function orderRows(graph: Graph, ranks: ReadonlyMap<string, number>): Rows {
  const { rows, chains } = fillRows(graph, ranks);
  const links = linksOf(chains);
  let order = rows;
  let best = { rows, crossings: countCrossings(rows, links) };
  for (let sweep = 0; sweep < SWEEPS && best.crossings > 0; sweep += 1) {
    order = sweepOnce(order, links, sweep % 2 === 0);
    const crossings = countCrossings(order, links);
    if (crossings < best.crossings) best = { rows: order, crossings };
  }
  return { rows: best.rows, chains };
}

function fillRows(graph: Graph, ranks: ReadonlyMap<string, number>): Rows {
  const count = Math.max(0, ...ranks.values()) + 1;
  const rows: Slot[][] = Array.from({ length: count }, () => []);
  for (const node of graph.nodes) {
    rows[ranks.get(node.id) ?? 0]?.push({ id: node.id, node: node.id });
  }
  const chains = graph.edges.map((edge) => {
    const from = ranks.get(edge.from) ?? 0;
    const to = ranks.get(edge.to) ?? 0;
    const isBack = to <= from;
    const [upper, lower] = isBack ? [edge.to, edge.from] : [edge.from, edge.to];
    const passing: string[] = [];
    for (let rank = Math.min(from, to) + 1; rank < Math.max(from, to); rank += 1) {
      const id = `${edge.from} ${edge.to} @${rank}`;
      rows[rank]?.push({ id, node: null });
      passing.push(id);
    }
    return { edge, slots: [upper, ...passing, lower], isBack };
  });
  return { rows, chains };
}

type Links = ReadonlyMap<string, readonly string[]>;

/** Neighbours of every slot, in the rows above and below alike. */
function linksOf(chains: readonly Chain[]): Links {
  const links = new Map<string, string[]>();
  const join = (a: string, b: string) => links.set(a, [...(links.get(a) ?? []), b]);
  for (const { slots } of chains) {
    slots.slice(1).forEach((slot, index) => {
      const before = slots[index] ?? slot;
      join(before, slot);
      join(slot, before);
    });
  }
  return links;
}

function sweepOnce(rows: readonly Slot[][], links: Links, isDown: boolean): Slot[][] {
  const next = rows.map((row) => [...row]);
  const indexes = next.map((_, index) => index);
  for (const index of isDown ? indexes.slice(1) : indexes.slice(0, -1).reverse()) {
    const fixed = places(next[isDown ? index - 1 : index + 1] ?? []);
    const row = next[index] ?? [];
    const wanted = new Map(
      row.map((slot, place) => [slot.id, mean(slot.id, { links, fixed }) ?? place]),
    );
    // Sorting is stable, so equal wishes keep their order and the picture stays the same.
    row.sort((a, b) => (wanted.get(a.id) ?? 0) - (wanted.get(b.id) ?? 0));
  }
  return next;
}

function mean(id: string, known: { links: Links; fixed: ReadonlyMap<string, number> }) {
  const near = (known.links.get(id) ?? []).flatMap((other) => known.fixed.get(other) ?? []);
  if (near.length === 0) return undefined;
  return near.reduce((sum, place) => sum + place, 0) / near.length;
}

function places(row: readonly Slot[]): Map<string, number> {
  return new Map(row.map((slot, place) => [slot.id, place]));
}

function countCrossings(rows: readonly Slot[][], links: Links): number {
  let crossings = 0;
  rows.slice(1).forEach((row, index) => {
    const above = places(rows[index] ?? []);
    const ends: [number, number][] = row.flatMap((slot, place) =>
      (links.get(slot.id) ?? []).flatMap((other): [number, number][] => {
        const upper = above.get(other);
        return upper === undefined ? [] : [[upper, place]];
      }),
    );
    for (const [a, b] of ends) {
      crossings += ends.filter(([c, d]) => a < c && b > d).length;
    }
  });
  return crossings;
}
