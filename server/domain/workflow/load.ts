import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { makeCatalogue, type ProcessCatalogue } from "./catalogue";
import { compileDefinitions, type DefinitionSource } from "./compile";
import { type DefinitionProblem, roleCatalogueSchema } from "./definition";
import { mergeDefinition } from "./merge";

// The program always starts in its own folder (npm run …), in the bundle too.
const DIRECTORY = join(process.cwd(), "server", "processes");
const ROLES_FILE = join("catalogue", "party-roles.yaml");

/** A set of definitions that does not hold together; the message lists every path and reason. */
export class DefinitionError extends Error {
  readonly problems: readonly DefinitionProblem[];

  constructor(problems: readonly DefinitionProblem[]) {
    const lines = problems.map(({ path, reason }) => `  ${path}: ${reason}`);
    super(`process definitions do not hold together:\n${lines.join("\n")}`);
    this.name = "DefinitionError";
    this.problems = problems;
  }
}

let cached: ProcessCatalogue | undefined;

/** The definitions delivered with the program. Read once; throws DefinitionError. */
export function processCatalogue(): ProcessCatalogue {
  cached ??= loadCatalogue();
  return cached;
}

/**
 * Reads a folder of definitions (`*.yaml`, one per category, and `catalogue/party-roles.yaml`),
 * with a tenant's overrides by definition code. Throws DefinitionError.
 */
export function loadCatalogue(
  overrides: Readonly<Record<string, unknown>> = {},
  directory: string = DIRECTORY,
): ProcessCatalogue {
  const { partyRoles } = roleCatalogueSchema.parse(readYaml(join(directory, ROLES_FILE)));
  const delivered = readdirSync(directory)
    .filter((file) => file.endsWith(".yaml"))
    .sort()
    .map((file) => ({ source: file, raw: readYaml(join(directory, file)) }));
  const compiled = compileDefinitions(withOverrides(delivered, overrides), partyRoles);
  if (!compiled.ok) throw new DefinitionError(compiled.problems);
  return makeCatalogue(compiled.definitions, partyRoles);
}

function withOverrides(
  delivered: DefinitionSource[],
  overrides: Readonly<Record<string, unknown>>,
): DefinitionSource[] {
  const codes = new Set(delivered.map(codeOfFile));
  const overridden = delivered.map((each) => ({
    ...each,
    raw: mergeDefinition(each.raw, overrides[codeOfFile(each)]),
  }));
  const added = Object.entries(overrides).filter(([code]) => !codes.has(code));
  return [...overridden, ...added.map(([code, raw]) => ({ source: code, raw }))];
}

function codeOfFile({ source }: DefinitionSource): string {
  return source.replace(/\.yaml$/, "");
}

function readYaml(path: string): unknown {
  return parse(readFileSync(path, "utf8"));
}
