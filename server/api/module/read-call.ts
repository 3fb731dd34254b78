import { z } from "zod";
import type { ModuleProcedure } from "@/server/domain/module-api";
import { DomainError } from "@/server/kernel/errors";

const TYPES = new WeakMap<ModuleProcedure, ReadonlyMap<string, string>>();

/** What each field of an input is, for what addresses hold as text. */
function typesOf(procedure: ModuleProcedure): ReadonlyMap<string, string> {
  const known = TYPES.get(procedure);
  if (known) return known;
  const { properties = {} } = z.toJSONSchema(procedure.input, { io: "input" });
  const types = new Map(
    Object.entries(properties).map(([name, each]) => {
      return [name, typeof each === "object" ? String(each.type) : "string"];
    }),
  );
  TYPES.set(procedure, types);
  return types;
}

function readText(text: string, type: string | undefined): unknown {
  if (type === "boolean" && (text === "true" || text === "false")) return text === "true";
  const isNumber = type === "integer" || type === "number";
  return isNumber && /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text;
}

/**
 * The input that a call over HTTP brings: names in the path, the query, and a JSON body where there
 * is one to be read. Throws invalid `modules.body_json`, `modules.query_twice`, and not_found
 * `modules.no_route` for a path that cannot be anybody's.
 */
export function inputOfCall(
  procedure: ModuleProcedure,
  from: { params: Record<string, string>; query: URLSearchParams; body: Buffer | null },
): Record<string, unknown> {
  const types = typesOf(procedure);
  for (const [name, text] of Object.entries(from.params)) {
    if (types.get(name) === "integer" && !/^[1-9]\d{0,14}$/.test(text)) {
      throw new DomainError("not_found", "modules.no_route");
    }
  }
  const given: Record<string, unknown> = from.body ? jsonOf(from.body) : {};
  for (const [name, text] of [...from.query, ...Object.entries(from.params)]) {
    if (Object.hasOwn(given, name)) {
      throw new DomainError("invalid", "modules.query_twice", { name: name.slice(0, 60) });
    }
    given[name] = readText(text, types.get(name));
  }
  return given;
}

function jsonOf(bytes: Buffer): Record<string, unknown> {
  if (bytes.length === 0) return {};
  try {
    const value: unknown = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return { ...value };
  } catch {
    // Told below like everything else that is no object.
  }
  throw new DomainError("invalid", "modules.body_json");
}
