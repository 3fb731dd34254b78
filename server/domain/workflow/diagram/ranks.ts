import type { Graph, GraphNode } from "./graph";

/**
 * The row of each node. States: longest path from the initial state along arrows that follow the
 * author's order, so that the usual course reads downwards and every arrow against it is a way
 * back. Final states share the bottom row; a stub stands above its target.
 */
export function rankNodes(graph: Graph, finals: ReadonlySet<string>): Map<string, number> {
  const states = graph.nodes.filter((node) => node.state !== null);
  const position = new Map(states.map((node, index) => [node.id, index]));
  const ranks = new Map<string, number>();
  const touched = new Set(graph.edges.flatMap(({ from, to }) => [from, to]));
  for (const [index, node] of states.entries()) {
    if (!touched.has(node.id)) {
      // No way touches it: it stands below the state that is listed before it.
      ranks.set(node.id, index === 0 ? 0 : (ranks.get(states[index - 1]?.id ?? "") ?? 0) + 1);
      continue;
    }
    const before = graph.edges
      .filter((edge) => edge.to === node.id)
      .map((edge) => rankBefore(edge.from, { graph, position, ranks, node }));
    ranks.set(node.id, Math.max(0, ...before.map((rank) => rank + 1)));
  }
  const bottom = bottomRank(states, finals, ranks);
  for (const node of states) {
    if (finals.has(node.id)) ranks.set(node.id, bottom);
  }
  for (const stub of graph.nodes.filter((node) => node.state === null)) {
    const target = graph.edges.find((edge) => edge.from === stub.id)?.to ?? "";
    ranks.set(stub.id, (ranks.get(target) ?? 1) - 1);
  }
  return withoutGaps(ranks);
}

type Known = {
  graph: Graph;
  position: ReadonlyMap<string, number>;
  ranks: ReadonlyMap<string, number>;
  node: GraphNode;
};

/** The row an arrow starts from; -1 if it goes against the order and does not count. */
function rankBefore(from: string, { graph, position, ranks, node }: Known): number {
  const own = position.get(from);
  if (own !== undefined) {
    const isForward = own < (position.get(node.id) ?? 0);
    return isForward ? (ranks.get(from) ?? 0) : -1;
  }
  const sources = graph.nodes.find((each) => each.id === from)?.sources ?? [];
  const known = sources.flatMap((source) => ranks.get(source) ?? []).sort((a, b) => a - b);
  // At least one row is left free above the target, for the stub itself.
  return Math.max(0, known[Math.floor(known.length / 2)] ?? 0);
}

function bottomRank(
  states: readonly GraphNode[],
  finals: ReadonlySet<string>,
  ranks: ReadonlyMap<string, number>,
): number {
  const open = states.filter((node) => !finals.has(node.id)).map((node) => ranks.get(node.id) ?? 0);
  return Math.max(0, ...open) + 1;
}

/** Rows counted from 0 without empty ones. */
function withoutGaps(ranks: ReadonlyMap<string, number>): Map<string, number> {
  const used = [...new Set(ranks.values())].sort((a, b) => a - b);
  return new Map([...ranks].map(([id, rank]) => [id, used.indexOf(rank)]));
}
