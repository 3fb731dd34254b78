import { escaped } from "./export-svg";
import type { Picture, PictureTransition, TransitionWords } from "./use-told";

type Words = { roles: string; ofTransition: (code: string) => TransitionWords };

type Box = { x: number; y: number; width: number; height: number };
type Point = { x: number; y: number };
type Shape = { id: string; box: Box };
type Flow = { id: string; from: string; to: string; name: string; text: string; points: Point[] };

/** Room on the left for the start event. */
const SHIFT = 72;
const START = 36;
const END = 36;
const GATEWAY = 26;
const GAP = 8;

/** Ids of BPMN elements; from them the codes can be read back. */
export const stateId = (code: string) => `state_${code}`;
export const flowId = (transition: string, from: string) => `flow_${transition}__${from}`;

/**
 * The process in the interchange format of BPMN 2.0, with its picture. A state that is worked in is a
 * task of who is awaited, a gateway behind it chooses the way, a final state that nobody leaves an end.
 */
export function toBpmn(picture: Picture, words: Words): string {
  const drawing = new Drawing(picture, words);
  const id = `process_${picture.code}`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:di="http://www.omg.org/spec/DD/20100524/DI" id="definitions" targetNamespace="urn:saldo:processes" exporter="Saldo">',
    `  <bpmn:process id="${id}" name="${escaped(picture.name)}" isExecutable="false">`,
    ...drawing.elements.map((line) => `    ${line}`),
    ...drawing.flows.map((flow) => `    ${sequence(flow)}`),
    "  </bpmn:process>",
    '  <bpmndi:BPMNDiagram id="diagram">',
    `    <bpmndi:BPMNPlane id="plane" bpmnElement="${id}">`,
    ...drawing.shapes.map((shape) => `      ${shapeXml(shape)}`),
    ...drawing.flows.map((flow) => `      ${edgeXml(flow)}`),
    "    </bpmndi:BPMNPlane>",
    "  </bpmndi:BPMNDiagram>",
    "</bpmn:definitions>",
    "",
  ].join("\n");
}

const TASKS = { operator: "userTask", system: "serviceTask", client: "receiveTask" } as const;

class Drawing {
  readonly elements: string[] = [];
  readonly shapes: Shape[] = [];
  readonly flows: Flow[] = [];
  private readonly picture: Picture;
  private readonly words: Words;

  constructor(picture: Picture, words: Words) {
    this.picture = picture;
    this.words = words;
    this.start();
    for (const state of picture.states) this.state(state);
    for (const transition of picture.transitions) {
      for (const from of transition.from) this.way(transition, from);
    }
    this.link();
  }

  private boxOf(state: string): Box {
    const node = this.picture.diagram.nodes.find((each) => each.state === state);
    const { x = 0, y = 0, width = 168, height = 48 } = node ?? {};
    return { x: x + SHIFT, y, width, height };
  }

  private exitsOf(state: string): PictureTransition[] {
    return this.picture.transitions.filter(({ from }) => from.includes(state));
  }

  private isEnd(state: string): boolean {
    const known = this.picture.states.find(({ code }) => code === state);
    return known?.isFinal === true && this.exitsOf(state).length === 0;
  }

  private start(): void {
    const box = this.boxOf(this.picture.initial);
    const y = box.y + box.height / 2 - START / 2;
    const at = { x: box.x - START - 28, y, width: START, height: START };
    this.shapes.push({ id: "start", box: at });
    const middle = y + START / 2;
    this.flows.push({
      ...{ id: "flow_start", from: "start", to: stateId(this.picture.initial), name: "", text: "" },
      points: [
        { x: at.x + START, y: middle },
        { x: box.x, y: middle },
      ],
    });
  }

  private state(state: Picture["states"][number]): void {
    const box = this.boxOf(state.code);
    const id = stateId(state.code);
    if (this.isEnd(state.code)) {
      const x = box.x + box.width / 2 - END / 2;
      this.shapes.push({ id, box: { x, y: box.y, width: END, height: END } });
      return;
    }
    this.shapes.push({ id, box });
    if (this.exitsOf(state.code).length < 2) return;
    const x = box.x + box.width / 2 - GATEWAY / 2;
    const y = box.y + box.height + GAP;
    const middle = x + GATEWAY / 2;
    this.shapes.push({ id: gatewayId(state.code), box: { x, y, width: GATEWAY, height: GATEWAY } });
    this.flows.push({
      ...{ id: `choose_${state.code}`, from: id, to: gatewayId(state.code), name: "", text: "" },
      points: [
        { x: middle, y: box.y + box.height },
        { x: middle, y },
      ],
    });
  }

  private way(transition: PictureTransition, from: string): void {
    const isChoice = this.exitsOf(from).length > 1;
    this.flows.push({
      id: flowId(transition.code, from),
      from: isChoice ? gatewayId(from) : stateId(from),
      to: stateId(transition.to),
      name: transition.name,
      text: this.conditionsOf(transition),
      points: this.pointsOf(transition, from, isChoice),
    });
  }

  private conditionsOf(transition: PictureTransition): string {
    const { roles, conditions, effects } = this.words.ofTransition(transition.code);
    return [`${this.words.roles}: ${roles.join(", ")}`, ...conditions, ...effects].join("\n");
  }

  /** As the arrow of the picture runs; one that is drawn from a stub goes straight. */
  private pointsOf({ to }: PictureTransition, from: string, isChoice: boolean): Point[] {
    const box = this.boxOf(from);
    const bottom = box.y + box.height + (isChoice ? GAP + GATEWAY : 0);
    const begin = { x: box.x + box.width / 2, y: bottom };
    const edge = this.picture.diagram.edges.find((each) => each.from === from && each.to === to);
    const target = this.boxOf(to);
    const end = { x: target.x + target.width / 2, y: target.y };
    const drawn = (edge?.points ?? []).map(({ x, y }) => ({ x: x + SHIFT, y }));
    const last = this.isEnd(to) ? end : (drawn.at(-1) ?? end);
    return [begin, ...drawn.slice(1, -1), last];
  }

  private link(): void {
    this.elements.push(this.element("bpmn:startEvent", { id: "start", name: "" }));
    for (const state of this.picture.states) {
      const id = stateId(state.code);
      const kind = this.isEnd(state.code) ? "endEvent" : TASKS[state.waitingOn ?? "operator"];
      this.elements.push(this.element(`bpmn:${kind}`, { id, name: state.name }));
      if (this.exitsOf(state.code).length > 1) {
        const gateway = { id: gatewayId(state.code), name: "" };
        this.elements.push(this.element("bpmn:exclusiveGateway", gateway));
      }
    }
  }

  private element(tag: string, { id, name }: { id: string; name: string }): string {
    const incoming = this.flows.filter(({ to }) => to === id);
    const outgoing = this.flows.filter(({ from }) => from === id);
    const inside = [
      ...incoming.map((flow) => `<bpmn:incoming>${flow.id}</bpmn:incoming>`),
      ...outgoing.map((flow) => `<bpmn:outgoing>${flow.id}</bpmn:outgoing>`),
    ].join("");
    const named = name ? ` name="${escaped(name)}"` : "";
    return `<${tag} id="${id}"${named}>${inside}</${tag}>`;
  }
}

const gatewayId = (state: string) => `choice_${state}`;

function sequence({ id, from, to, name, text }: Flow): string {
  const named = name ? ` name="${escaped(name)}"` : "";
  const inside = text ? `<bpmn:documentation>${escaped(text)}</bpmn:documentation>` : "";
  return `<bpmn:sequenceFlow id="${id}"${named} sourceRef="${from}" targetRef="${to}">${inside}</bpmn:sequenceFlow>`;
}

function shapeXml({ id, box: { x, y, width, height } }: Shape): string {
  const marker = id.startsWith("choice_") ? ' isMarkerVisible="true"' : "";
  return `<bpmndi:BPMNShape id="${id}_shape" bpmnElement="${id}"${marker}><dc:Bounds x="${x}" y="${y}" width="${width}" height="${height}"/></bpmndi:BPMNShape>`;
}

function edgeXml({ id, points }: Flow): string {
  const ways = points.map(({ x, y }) => `<di:waypoint x="${x}" y="${y}"/>`).join("");
  return `<bpmndi:BPMNEdge id="${id}_edge" bpmnElement="${id}">${ways}</bpmndi:BPMNEdge>`;
}
