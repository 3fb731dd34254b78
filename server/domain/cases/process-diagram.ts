import { authorize, type Context } from "../context";
import { type Diagram, drawDiagram } from "../workflow";
import { definitionOf } from "./definition";
import { type ProcessDiagramInput, processDiagramInput } from "./inputs";

const drawn = new Map<string, Diagram>();

/** Where everything stands in the picture of a process; drawn once per version of it. */
export function processDiagram(ctx: Context, raw: ProcessDiagramInput): Diagram {
  authorize(ctx, "cases:read");
  const { category, fields } = processDiagramInput.parse(raw);
  const definition = definitionOf(category, fields);
  const key = `${definition.code} ${definition.version}`;
  const known = drawn.get(key) ?? drawDiagram(definition);
  drawn.set(key, known);
  return known;
}
