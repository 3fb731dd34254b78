import { parse, stringify } from "yaml";
import type { ProcessDefinition } from "../../workflow";

/** A definition in the format of its file, whole, as the editor holds it. */
export type RawDefinition = Record<string, unknown>;

/** What a compiled definition would stand as in a file of its own. */
export function rawOf(definition: ProcessDefinition): RawDefinition {
  const { selector: _, ...raw } = definition;
  return JSON.parse(JSON.stringify(raw)) as RawDefinition;
}

const EMPTY_LISTS = new Set([
  ...["aliases", "guards", "effects", "required", "readOnly", "hidden", "accessGroups"],
  ...["sections", "collegial", "boardColumns", "stages", "later", "fields"],
]);
const FALSE = new Set(["list", "final", "reopen", "requiresResolution", "default"]);
const TRUE = new Set(["openable", "many", "asksSolvency"]);
const RULES = new Set(["required", "readOnly", "hidden"]);

/** The file of a definition: what is as it would be anyway is left out. */
export function toYaml(raw: RawDefinition): string {
  return stringify(shortened(raw), { lineWidth: 110, aliasDuplicateObjects: false });
}

/** A file's text as a definition; throws where it is no YAML. */
export const fromYaml = (text: string): unknown => parse(text);

function shortened(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shortened);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).filter(([key, each]) => !isUsual(key, each));
  return Object.fromEntries(
    entries.map(([key, each]) => [key, RULES.has(key) ? shortRule(each) : shortened(each)]),
  );
}

function isUsual(key: string, value: unknown): boolean {
  if (EMPTY_LISTS.has(key)) return Array.isArray(value) && value.length === 0;
  if (FALSE.has(key) || key === "required") return value === false;
  if (TRUE.has(key)) return value === true;
  return key === "params" && JSON.stringify(value) === "{}";
}

/** One scope without a limit means always. */
function shortRule(value: unknown): unknown {
  return JSON.stringify(value) === "[{}]" ? true : value;
}
