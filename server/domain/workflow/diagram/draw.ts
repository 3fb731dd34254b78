import type { ProcessDefinition } from "../definition";
import { type GraphNode, makeGraph } from "./graph";
import { placeSlots } from "./place";
import { rankNodes } from "./ranks";
import { type Chain, orderRows, type Rows, type Slot } from "./rows";

export type Point = { x: number; y: number };

export type DiagramNode = {
  id: string;
  /** Code of the state; null for a stub that stands for the states in `sources`. */
  state: string | null;
  sources: string[];
  /** For a stub: open states that it does not stand for. */
  missing: string[];
  /** Upper left corner and size, px. */
  x: number;
  y: number;
  width: number;
  height: number;
};

export type DiagramEdge = {
  id: string;
  from: string;
  to: string;
  transitions: string[];
  /** From the border of one node to the border of the other. */
  points: Point[];
  /** The same as a smooth SVG path. */
  path: string;
  /** Leads back against the usual course. */
  isBack: boolean;
  labelAt: Point;
};

export type Diagram = { width: number; height: number; nodes: DiagramNode[]; edges: DiagramEdge[] };

const NODE = { width: 168, height: 48 };
const STUB = { width: 72, height: 28 };
/** A stub that is not "from anywhere" says which states it is for. */
const NAMED_STUB = { width: 168, height: 40 };
const PASSING_WIDTH = 12;
const ROW_HEIGHT = NODE.height;
const ROW_GAP = 48;
const MARGIN = 16;

/**
 * Where everything stands in the picture of a process, as plain data: rows downwards, no node over
 * another, arrows bend only between rows and so never run under a node. The same definition always
 * gives the same picture.
 */
export function drawDiagram(definition: ProcessDefinition): Diagram {
  const graph = makeGraph(definition);
  const finals = new Set(definition.states.filter((s) => s.final).map((state) => state.code));
  const ranks = rankNodes(graph, finals);
  const rows = orderRows(graph, ranks);
  const byId = new Map(graph.nodes.map((node) => [node.id, node]));
  const middles = placeSlots(rows, (slot) => widthOf(slot, byId));
  const nodes = graph.nodes.map((node) =>
    place(node, { middle: middles.get(node.id) ?? 0, rank: ranks.get(node.id) ?? 0 }),
  );
  const edges = drawEdges(rows, { nodes, middles, ranks });
  const reach = Math.max(0, ...edges.flatMap((edge) => edge.points.map((point) => point.x)));
  const right = Math.max(reach, ...nodes.map((node) => node.x + node.width));
  return { width: right + MARGIN, height: bottom(nodes, edges) + MARGIN, nodes, edges };
}

function widthOf(slot: Slot, byId: ReadonlyMap<string, GraphNode>): number {
  if (slot.node === null) return PASSING_WIDTH;
  const node = byId.get(slot.node);
  return node ? sizeOf(node).width : NODE.width;
}

function sizeOf(node: GraphNode) {
  if (node.state !== null) return NODE;
  return node.missing.length === 0 ? STUB : NAMED_STUB;
}

function place(node: GraphNode, at: { middle: number; rank: number }): DiagramNode {
  const { width, height } = sizeOf(node);
  // A stub sits at the lower edge of its row, near its target.
  const y = rowTop(at.rank) + ROW_HEIGHT - height;
  return { ...node, x: MARGIN + at.middle - width / 2, y, width, height };
}

function rowTop(rank: number): number {
  return MARGIN + rank * (ROW_HEIGHT + ROW_GAP);
}

type Drawn = {
  nodes: readonly DiagramNode[];
  middles: ReadonlyMap<string, number>;
  ranks: ReadonlyMap<string, number>;
};

function drawEdges(rows: Rows, drawn: Drawn): DiagramEdge[] {
  const ports = portsOf(rows.chains, drawn);
  return rows.chains.map((chain) => {
    const down = chainPoints(chain, drawn, ports);
    const points = chain.isBack ? [...down].reverse() : down;
    const { from, to, transitions } = chain.edge;
    const labelAt = middleOf(points);
    const path = smoothPath(points);
    return {
      id: `${from} > ${to}`,
      from,
      to,
      transitions,
      points,
      path,
      isBack: chain.isBack,
      labelAt,
    };
  });
}

/** Points downwards, from the bottom of the upper node to the top of the lower. */
function chainPoints(chain: Chain, drawn: Drawn, ports: ReadonlyMap<string, number>): Point[] {
  const node = (id: string) => drawn.nodes.find((each) => each.id === id);
  const upper = node(chain.slots[0] ?? "");
  const lower = node(chain.slots.at(-1) ?? "");
  if (upper === undefined || lower === undefined) return [];
  const start = { x: ports.get(portKey(chain, "bottom")) ?? 0, y: upper.y + upper.height };
  const end = { x: ports.get(portKey(chain, "top")) ?? 0, y: lower.y };
  if (isLevel(chain, drawn.ranks)) {
    // Both stand in one row: the arrow dips under it.
    const y = start.y + Math.round(ROW_GAP / 3);
    const x = Math.round((start.x + end.x) / 2);
    return [start, { x, y }, { ...end, y: lower.y + lower.height }];
  }
  const rank = drawn.ranks.get(upper.id) ?? 0;
  const passing = chain.slots.slice(1, -1).flatMap((slot, index) => {
    const x = MARGIN + (drawn.middles.get(slot) ?? 0);
    const top = rowTop(rank + index + 1);
    return [
      { x, y: top },
      { x, y: top + ROW_HEIGHT },
    ];
  });
  return [start, ...passing, end];
}

/**
 * Where arrows touch their nodes: spread along the side in the order of where they go, so that
 * neighbours do not cross at the very start. One entry per chain and side.
 */
function portsOf(chains: readonly Chain[], drawn: Drawn): Map<string, number> {
  const ports = new Map<string, number>();
  for (const node of drawn.nodes) {
    for (const side of ["top", "bottom"] as const) {
      const touching = chains
        .filter((chain) => sideOf(chain, node.id, drawn.ranks).includes(side))
        .map((chain) => ({ key: keyAt(chain, node.id), aim: aimOf(chain, node.id, drawn.middles) }))
        .sort((a, b) => a.aim - b.aim);
      touching.forEach(({ key }, index) => {
        const step = node.width / (touching.length + 1);
        ports.set(key, Math.round(node.x + step * (index + 1)));
      });
    }
  }
  return ports;
}

function sideOf(chain: Chain, node: string, ranks: Drawn["ranks"]): ("top" | "bottom")[] {
  if (chain.slots[0] === node) return ["bottom"];
  if (chain.slots.at(-1) !== node) return [];
  return isLevel(chain, ranks) ? ["bottom"] : ["top"];
}

function keyAt(chain: Chain, node: string): string {
  return portKey(chain, chain.slots[0] === node ? "bottom" : "top");
}

/** `bottom` is the end at the upper node, `top` the end at the lower one. */
function portKey(chain: Chain, end: "top" | "bottom"): string {
  return `${chain.edge.from} > ${chain.edge.to} ${end}`;
}

function aimOf(chain: Chain, node: string, middles: Drawn["middles"]): number {
  const next = chain.slots[0] === node ? chain.slots[1] : chain.slots.at(-2);
  return middles.get(next ?? "") ?? 0;
}

function isLevel(chain: Chain, ranks: Drawn["ranks"]): boolean {
  return ranks.get(chain.edge.from) === ranks.get(chain.edge.to);
}

function smoothPath(points: readonly Point[]): string {
  const [first, ...rest] = points;
  if (first === undefined) return "";
  let before = first;
  const parts = rest.map((point) => {
    const half = Math.round((before.y + point.y) / 2);
    const isStraight = before.x === point.x;
    const curve = `C ${before.x} ${half} ${point.x} ${half} ${point.x} ${point.y}`;
    before = point;
    return isStraight ? `L ${point.x} ${point.y}` : curve;
  });
  return [`M ${first.x} ${first.y}`, ...parts].join(" ");
}

function middleOf(points: readonly Point[]): Point {
  const index = Math.max(0, Math.floor(points.length / 2) - 1);
  const a = points[index] ?? { x: 0, y: 0 };
  const b = points[index + 1] ?? a;
  return { x: Math.round((a.x + b.x) / 2), y: Math.round((a.y + b.y) / 2) };
}

function bottom(nodes: readonly DiagramNode[], edges: readonly DiagramEdge[]): number {
  const ends = nodes.map((node) => node.y + node.height);
  return Math.max(0, ...ends, ...edges.flatMap((edge) => edge.points.map((point) => point.y)));
}
