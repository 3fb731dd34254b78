/**
 * Circles in a graph of files, one for every knot (strongly connected component) of more than one
 * file, as the files of the knot in the order of their paths. A file that imports itself counts.
 */
export function findCycles(graph: ReadonlyMap<string, readonly string[]>): string[][] {
  const state = new Map<string, Visit>();
  const stack: string[] = [];
  const knots: string[][] = [];
  for (const file of graph.keys()) {
    if (!state.has(file)) visit(file, { graph, state, stack, knots });
  }
  return knots;
}

type Visit = { index: number; low: number; isOnStack: boolean };
type Search = {
  graph: ReadonlyMap<string, readonly string[]>;
  state: Map<string, Visit>;
  stack: string[];
  knots: string[][];
};

/** Tarjan's algorithm; the depth is the longest chain of imports, far from the stack's limit. */
function visit(file: string, search: Search): Visit {
  const { graph, state, stack, knots } = search;
  const own: Visit = { index: state.size, low: state.size, isOnStack: true };
  state.set(file, own);
  stack.push(file);
  const targets = graph.get(file) ?? [];
  for (const target of targets) {
    const known = state.get(target);
    if (known === undefined) own.low = Math.min(own.low, visit(target, search).low);
    else if (known.isOnStack) own.low = Math.min(own.low, known.index);
  }
  if (own.low !== own.index) return own;
  const knot = stack.splice(stack.indexOf(file));
  for (const member of knot) {
    const known = state.get(member);
    if (known !== undefined) known.isOnStack = false;
  }
  if (knot.length > 1 || targets.includes(file)) knots.push(knot.sort());
  return own;
}
