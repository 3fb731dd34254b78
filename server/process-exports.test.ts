import { BpmnModdle } from "bpmn-moddle";
import { SaxesParser } from "saxes";
import { describe, expect, it } from "vitest";
import { flowId, stateId, toBpmn } from "@/components/processes/export-bpmn";
import { toSvg } from "@/components/processes/export-svg";
import type { Picture } from "@/components/processes/use-told";
import { pictureOf } from "./domain/processes/picture";
import { processCatalogue } from "./domain/workflow";

const processes = processCatalogue().definitions.map((each) => [each.code, each] as const);
const words = {
  title: "Title <&>",
  anywhere: "anywhere",
  ofStub: () => "some & others",
  roles: "Roles",
  ofTransition: (code: string) => ({ roles: ["R & R"], conditions: [code], effects: [] }),
};
const drawn = (definition: (typeof processes)[number][1]) =>
  ({
    ...pictureOf(definition, "ru"),
    version: 0,
    isInForce: true,
    counts: {},
    countMax: 1,
  }) as Picture;

type Element = { $type: string; id: string; name?: string; targetRef?: { id: string } };

describe.each(processes)("the exported %s", (code, definition) => {
  it("is read by a BPMN tool without a warning, with every state and way in it", async () => {
    const picture = drawn(definition);
    const moddle = new BpmnModdle();
    const { rootElement, warnings } = await moddle.fromXML(toBpmn(picture, words));
    expect(warnings).toEqual([]);
    const root = rootElement as unknown as {
      rootElements: { id: string; flowElements: Element[] }[];
      diagrams: { plane: { planeElement: { bpmnElement: Element; waypoint?: unknown[] }[] } }[];
    };
    const [process] = root.rootElements;
    expect(process?.id).toBe(`process_${code}`);
    const elements = process?.flowElements ?? [];
    const ids = new Set(elements.map(({ id }) => id));
    expect(ids.size).toBe(elements.length);
    for (const state of definition.states) expect(ids).toContain(stateId(state.code));
    for (const { code: way, from, to } of picture.transitions) {
      for (const state of from) {
        const flow = elements.find(({ id }) => id === flowId(way, state));
        expect(flow?.targetRef?.id).toBe(stateId(to));
      }
    }
    const plane = root.diagrams[0]?.plane.planeElement ?? [];
    expect(new Set(plane.map(({ bpmnElement }) => bpmnElement.id))).toEqual(ids);
    const edges = plane.filter(({ bpmnElement }) => bpmnElement.$type === "bpmn:SequenceFlow");
    for (const { waypoint } of edges) expect(waypoint?.length).toBeGreaterThan(1);
    // What was read is written with the same ids again.
    const { xml } = await moddle.toXML(rootElement);
    const again = await moddle.fromXML(xml);
    expect(again.warnings).toEqual([]);
    for (const id of ids) expect(xml).toContain(`id="${id}"`);
  });

  it("is an SVG that stands alone: well-formed, its own colours, every state by its name", () => {
    const svg = toSvg(drawn(definition), words);
    const texts: string[] = [];
    const parser = new SaxesParser();
    parser.on("text", (text) => texts.push(text.trim()));
    parser.on("error", (error) => {
      throw error;
    });
    parser.write(svg).close();
    expect(svg).not.toMatch(/class=|var\(|href=/);
    for (const state of definition.states) {
      const [start = ""] = state.names.ru.split(" ");
      expect(texts.some((text) => text.startsWith(start))).toBe(true);
    }
    for (const way of definition.transitions) {
      expect(texts.some((text) => text.includes(way.names.ru))).toBe(true);
    }
  });
});
