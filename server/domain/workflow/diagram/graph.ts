import { type ProcessDefinition, type ProcessTransition, statesFrom } from "../definition";

/**
 * What a diagram shows: a node for each state, and a small stub ("from anywhere", "from these ten
 * states") in front of a target that many states lead to; ten arrows would say less.
 */
export type GraphNode = {
  id: string;
  /** Code of the state; null for a stub. */
  state: string | null;
  /** For a stub: the states it stands for. */
  sources: string[];
  /** For a stub: open states that it does not stand for; none of them: it is "from anywhere". */
  missing: string[];
};

/** One arrow per pair of nodes; several transitions between the same states share it. */
export type GraphEdge = { from: string; to: string; transitions: string[] };

export type Graph = { nodes: GraphNode[]; edges: GraphEdge[] };

/** From so many states on, a transition is drawn from a stub. */
const STUB_FROM = 5;

export function makeGraph(definition: ProcessDefinition): Graph {
  const nodes: GraphNode[] = inOrder(definition).map(stateNode);
  const edges = new Map<string, GraphEdge>();
  for (const transition of definition.transitions) {
    for (const from of startsOf(definition, transition)) {
      const key = `${from.id} ${transition.to}`;
      const edge = edges.get(key) ?? { from: from.id, to: transition.to, transitions: [] };
      edge.transitions.push(transition.code);
      edges.set(key, edge);
      if (from.state === null && !nodes.some((node) => node.id === from.id)) nodes.push(from);
    }
  }
  return { nodes, edges: [...edges.values()] };
}

/** States as the author listed them, the initial one first: that order is the usual course. */
function inOrder(definition: ProcessDefinition): string[] {
  const codes = definition.states.map((state) => state.code);
  return [definition.initial, ...codes.filter((code) => code !== definition.initial)];
}

function startsOf(definition: ProcessDefinition, transition: ProcessTransition): GraphNode[] {
  const sources = statesFrom(definition, transition);
  if (transition.from !== "*" && sources.length < STUB_FROM) {
    return sources.map(stateNode);
  }
  // Transitions with the same sources and target share a stub.
  const id = `${transition.from === "*" ? "*" : sources.join("+")} > ${transition.to}`;
  const missing = missingOf(definition, { sources, to: transition.to });
  return [...usualBefore(definition, transition), { id, state: null, sources, missing }];
}

/**
 * The state listed just before the target, where the way leads from it: it has an arrow of its own
 * beside the stub, or the usual course would not be seen.
 */
function usualBefore(definition: ProcessDefinition, transition: ProcessTransition): GraphNode[] {
  const order = inOrder(definition);
  const before = order[order.indexOf(transition.to) - 1];
  const leads = before !== undefined && statesFrom(definition, transition).includes(before);
  return leads ? [stateNode(before)] : [];
}

/** Is a way drawn from a stub that stands for every open state besides its target? */
export function isFromAnywhere(definition: ProcessDefinition, way: ProcessTransition): boolean {
  return startsOf(definition, way).some(
    ({ state, missing }) => state === null && missing.length === 0,
  );
}

/** Open states besides the target that a way does not lead from. */
function missingOf(
  { states }: ProcessDefinition,
  { sources, to }: { sources: readonly string[]; to: string },
): string[] {
  return states
    .filter(({ code, final }) => !final && code !== to && !sources.includes(code))
    .map(({ code }) => code);
}

function stateNode(code: string): GraphNode {
  return { id: code, state: code, sources: [], missing: [] };
}
