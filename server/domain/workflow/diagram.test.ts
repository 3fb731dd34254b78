import { describe, expect, it } from "vitest";
import { type Diagram, type DiagramNode, drawDiagram, type Point, toMermaid } from "./diagram";
import { processCatalogue } from "./load";
import { compiledOne, rawDefinition, state, transition } from "./testing/definitions";

const processes = processCatalogue().categories.map((each) => [each.code, each] as const);

function nodeOf(diagram: Diagram, id: string): DiagramNode {
  const node = diagram.nodes.find((each) => each.id === id);
  if (node === undefined) throw new Error(`no node ${id}`);
  return node;
}

function overlap(a: DiagramNode, b: DiagramNode): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

function isInside({ x, y }: Point, node: DiagramNode): boolean {
  return x > node.x && x < node.x + node.width && y > node.y && y < node.y + node.height;
}

/** Points along the smooth path: cubic curves with upright ends, as `path` draws them. */
function along(points: readonly Point[]): Point[] {
  return points.slice(1).flatMap((end, index) => {
    const start = points[index] ?? end;
    return Array.from({ length: 21 }, (_, step) => {
      const t = step / 20;
      const half = (start.y + end.y) / 2;
      const bend = (p0: number, p1: number, p2: number, p3: number) =>
        (1 - t) ** 3 * p0 + 3 * (1 - t) ** 2 * t * p1 + 3 * (1 - t) * t ** 2 * p2 + t ** 3 * p3;
      return { x: bend(start.x, start.x, end.x, end.x), y: bend(start.y, half, half, end.y) };
    });
  });
}

describe.each(processes)("the diagram of %s", (_, definition) => {
  const diagram = drawDiagram(definition);

  it("shows every state once and every transition", () => {
    const states = diagram.nodes.flatMap((node) => node.state ?? []);
    expect(states.sort()).toEqual(definition.states.map((each) => each.code).sort());
    const shown = new Set(diagram.edges.flatMap((edge) => edge.transitions));
    expect([...shown].sort()).toEqual(definition.transitions.map((each) => each.code).sort());
  });

  it("has no node over another and everything within its frame", () => {
    const { nodes, width, height } = diagram;
    for (const [index, node] of nodes.entries()) {
      const under = nodes.slice(index + 1).find((other) => overlap(node, other));
      expect([node.id, under?.id]).toEqual([node.id, undefined]);
      expect(node.x >= 0 && node.y >= 0).toBe(true);
      expect(node.x + node.width <= width && node.y + node.height <= height).toBe(true);
    }
    const points = diagram.edges.flatMap((edge) => edge.points);
    expect(points.filter(({ x, y }) => x < 0 || y < 0 || x > width || y > height)).toEqual([]);
  });

  it("leads no arrow under a state", () => {
    const hits = diagram.edges.flatMap((edge) =>
      along(edge.points).flatMap((point) =>
        diagram.nodes.filter((node) => isInside(point, node)).map((node) => [edge.id, node.id]),
      ),
    );
    expect(hits).toEqual([]);
  });

  it("starts and ends arrows at the border of their nodes", () => {
    for (const edge of diagram.edges) {
      const [first, last] = [edge.points[0], edge.points.at(-1)];
      const from = nodeOf(diagram, edge.from);
      const to = nodeOf(diagram, edge.to);
      expect([from.y, from.y + from.height]).toContain(first?.y);
      expect([to.y, to.y + to.height]).toContain(last?.y);
      expect(edge.path.startsWith(`M ${first?.x} ${first?.y}`)).toBe(true);
      expect(edge.path.endsWith(`${last?.x} ${last?.y}`)).toBe(true);
    }
  });

  it("stays the same from run to run", () => {
    expect(drawDiagram(structuredClone(definition))).toEqual(diagram);
  });
});

describe("drawDiagram", () => {
  it("puts the usual course downwards and marks ways back", () => {
    const diagram = drawDiagram(
      compiledOne(
        rawDefinition({
          transitions: [
            transition("start", ["open"], "working"),
            transition("back", ["working"], "open"),
            transition("finish", ["working"], "done"),
          ],
        }),
      ),
    );
    const tops = ["open", "working", "done"].map((id) => nodeOf(diagram, id).y);
    expect(tops).toEqual([...tops].sort((a, b) => a - b));
    const back = diagram.edges.filter((edge) => edge.isBack).map((edge) => edge.id);
    expect(back).toEqual(["working > open"]);
  });

  it("joins transitions between the same states and draws crowds from a stub", () => {
    const codes = ["open", "a", "b", "c", "d", "e"];
    const diagram = drawDiagram(
      compiledOne(
        rawDefinition({
          fields: [],
          states: [...codes.map((code) => state(code)), state("done", { final: true })],
          transitions: [
            ...codes.slice(1).map((code) => transition(`to-${code}`, ["open"], code)),
            transition("again", ["open"], "a"),
            transition("finish", "*", "done"),
            transition("fail", codes.slice(0, 5), "done"),
          ],
        }),
      ),
    );
    const edge = diagram.edges.find((each) => each.id === "open > a");
    expect(edge?.transitions).toEqual(["to-a", "again"]);
    const stubs = diagram.nodes.filter((node) => node.state === null);
    expect(stubs.map((stub) => stub.sources)).toEqual([codes, codes.slice(0, 5)]);
    expect(stubs.map((stub) => stub.missing)).toEqual([[], ["e"]]);
    // The state listed just before the target has an arrow of its own.
    expect(diagram.edges.find(({ id }) => id === "e > done")?.transitions).toEqual(["finish"]);
  });

  it("shows the main line of a deal, and names the state a way does not lead from", () => {
    const deal = processCatalogue().categories.find(({ code }) => code === "deal");
    if (!deal) throw new Error("no deal");
    const { nodes, edges } = drawDiagram(deal);
    const line = deal.states.slice(0, 8).map(({ code }) => code);
    const drawn = edges.filter(({ from, to }) => line.indexOf(to) === line.indexOf(from) + 1);
    expect(drawn.map(({ from }) => from)).toEqual(expect.arrayContaining(line.slice(0, -1)));
    const stub = (to: string) => {
      const before = edges.filter((edge) => edge.to === to).map(({ from }) => from);
      return nodes.find(({ id, state }) => state === null && before.includes(id));
    };
    expect(stub("presentation")?.missing).toEqual([]);
    expect(stub("refusal")?.missing).toEqual(["decision-making"]);
  });

  it("keeps a state that no way touches in its place among the others", () => {
    const lone = { ...compiledOne(rawDefinition({})) };
    const [open, ...others] = lone.states;
    if (!open) throw new Error("no state");
    const stray = { ...open, code: "stray" };
    const { nodes, width } = drawDiagram({ ...lone, states: [open, stray, ...others] });
    const [first, second] = ["open", "stray"].map((id) => nodes.find((node) => node.id === id));
    expect(second?.y).toBeGreaterThan(first?.y ?? 0);
    expect(width).toBeLessThan(3 * (first?.width ?? 0));
  });

  it("draws a lone state", () => {
    const lone = rawDefinition({
      fields: [],
      states: [state("open", { final: true })],
      transitions: [],
    });
    expect(drawDiagram(compiledOne(lone))).toMatchObject({ nodes: [{ id: "open" }], edges: [] });
  });
});

describe("toMermaid", () => {
  it("writes states, arrows, start and ends with the names of one language", () => {
    const definition = compiledOne(
      rawDefinition({
        states: [
          state("open", { names: { cs: 'A: "x"', sk: "B", en: "C", ru: "Г" } }),
          state("in-work"),
          state("done", { final: true }),
        ],
        transitions: [
          transition("start", ["open"], "in-work"),
          transition("finish", ["in-work"], "done"),
        ],
      }),
    );
    expect(toMermaid(definition, "cs").split("\n")).toEqual([
      "stateDiagram-v2",
      '  state "A x" as s_open',
      '  state "Stav in-work" as s_in_work',
      '  state "Stav done" as s_done',
      "  [*] --> s_open",
      "  s_open --> s_in_work: Krok start",
      "  s_in_work --> s_done: Krok finish",
      "  s_done --> [*]",
      "",
    ]);
    expect(toMermaid(definition, "ru")).toContain('state "Г" as s_open');
  });
});
