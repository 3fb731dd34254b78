import { authorize, type Context, reading } from "../context";
import { type Diagram, drawDiagram, type ProcessDefinition } from "../workflow";
import { definitionOf } from "./definition";
import { type ProcessDiagramInput, processDiagramInput } from "./inputs";

const drawn = new WeakMap<ProcessDefinition, Diagram>();

/** Where everything stands in the picture of a process; drawn once per version of it. */
export async function processDiagram(ctx: Context, raw: ProcessDiagramInput): Promise<Diagram> {
  authorize(ctx, "cases:read");
  const row = processDiagramInput.parse(raw);
  return diagramOf(await reading(ctx, (tx) => definitionOf(tx, row)));
}

/** The picture of a definition; the same definition always gives the same one. */
export function diagramOf(definition: ProcessDefinition): Diagram {
  const known = drawn.get(definition) ?? drawDiagram(definition);
  drawn.set(definition, known);
  return known;
}
