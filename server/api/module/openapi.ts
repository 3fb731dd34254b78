import { z } from "zod";
import {
  isWrite,
  type ModuleProcedure,
  procedureEntries,
  STATUS_OF_KIND,
  statusOf,
} from "@/server/domain/module-api";
import type { ErrorKind } from "@/server/kernel/errors";

/** JSON Schema as it stands in the document. */
export interface JsonSchema {
  type?: string | string[];
  description?: string;
  properties?: Record<string, JsonSchema>;
  required?: string[];
  items?: JsonSchema;
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
  enum?: unknown[];
  const?: unknown;
  [more: string]: unknown;
}

export interface Parameter {
  name: string;
  in: "path" | "query" | "header";
  required: boolean;
  description: string;
  schema: JsonSchema;
}

/** Of the words of one refusal. */
export interface Refusal {
  code: string;
  status: number;
}

export interface Operation {
  operationId: string;
  summary: string;
  description?: string;
  tags: string[];
  "x-scope": string;
  "x-errors": Refusal[];
  parameters: Parameter[];
  requestBody?: {
    required: boolean;
    content: Record<string, { schema: JsonSchema; example?: unknown }>;
  };
  responses: Record<string, unknown>;
}

export interface ApiDocument {
  openapi: "3.1.0";
  info: { title: string; version: string; description: string };
  servers: { url: string }[];
  security: Record<string, never[]>[];
  "x-errors": Refusal[];
  paths: Record<string, Record<string, Operation>>;
  components: Record<string, Record<string, unknown>>;
}

/** What every call may be refused with. */
export const COMMON_ERRORS: Readonly<Record<string, ErrorKind>> = {
  ...{ "modules.unknown_key": "forbidden", "access.forbidden": "forbidden" },
  ...{ "modules.too_many": "precondition", "modules.input": "invalid" },
  ...{ "modules.unexpected": "external" },
};
const BODY_ERRORS: Readonly<Record<string, ErrorKind>> = {
  ...{ "modules.body_length": "invalid", "modules.body_json": "invalid" },
  ...{ "modules.bodies_of_key": "precondition", "modules.bodies_at_once": "external" },
  ...{ "modules.idempotency_key": "invalid", "modules.idempotency_missing": "invalid" },
  ...{ "modules.key_of_another_call": "conflict", "modules.call_under_way": "conflict" },
};

const refusals = (errors: Readonly<Record<string, ErrorKind>>): Refusal[] =>
  Object.entries(errors).map(([code, kind]) => ({ code, status: statusOf(code, kind) }));

/** Every refusal of a procedure beside those of every call. */
export const refusalsOf = (procedure: ModuleProcedure): Refusal[] =>
  refusals({ ...procedure.errors, ...(isWrite(procedure) ? BODY_ERRORS : {}) });

const schemaOf = (type: z.ZodType, io: "input" | "output"): JsonSchema => {
  const { $schema: _, ...schema } = z.toJSONSchema(type, { io, unrepresentable: "any" });
  return schema as JsonSchema;
};

const problemSchema = schemaOf(
  z
    .object({
      type: z.string().describe("Where the refusal is described; relative to the install."),
      title: z.string().describe("Its kind in words."),
      status: z.number().int().describe("The HTTP status."),
      detail: z.string().describe("What is the matter, in the language of Accept-Language."),
      code: z.string().describe("What is the matter, for a program."),
      params: z
        .record(z.string(), z.union([z.string(), z.number()]))
        .describe("Values that the words hold."),
      line: z.union([z.string(), z.number()]).optional().describe("Of a file: its line."),
      column: z.union([z.string(), z.number()]).optional().describe("Of a file: its column."),
      errors: z
        .array(
          z
            .object({
              pointer: z.string().describe('JSON pointer to the field: "/parties/0/role".'),
              code: z.string().describe("What is wrong with it."),
              detail: z.string().describe("The same in words."),
            })
            .describe("One fault of the input."),
        )
        .optional()
        .describe("Of an input: its faults."),
    })
    .describe("A refusal (RFC 9457)."),
  "output",
);

const HEADERS: Parameter[] = [
  {
    ...{ name: "Accept-Language", in: "header", required: false },
    description: "Language of messages: cs, sk, en or ru.",
    schema: { type: "string", enum: ["cs", "sk", "en", "ru"] },
  },
];
const keyHeader = (isRequired: boolean): Parameter => ({
  ...{ name: "Idempotency-Key", in: "header", required: isRequired },
  description:
    "Names the call: with the same body it is done once and answered alike, kept 30 days.",
  schema: { type: "string", minLength: 1, maxLength: 200, pattern: "^[\\x21-\\x7e]+$" },
});

interface Parts {
  parameters: Parameter[];
  body: JsonSchema | null;
}

/** What of an input stands in the path, in the query, and in the body. */
function partsOf(procedure: ModuleProcedure): Parts {
  const schema = schemaOf(procedure.input, "input");
  const { properties = {}, required = [] } = schema;
  const inPath = [...procedure.path.matchAll(/:(\w+)/g)].map(([, name = ""]) => name);
  const hasJson = isWrite(procedure) && procedure.fileBytesMax === undefined;
  const parameters = Object.entries(properties).flatMap(([name, each]): Parameter[] => {
    const isPath = inPath.includes(name);
    if (!isPath && hasJson) return [];
    const { description = "", ...rest } = each;
    const isRequired = isPath || required.includes(name);
    return [
      {
        ...{ name, in: isPath ? "path" : "query", required: isRequired },
        ...{ description, schema: rest },
      },
    ];
  });
  const own = Object.fromEntries(
    Object.entries(properties).filter(([name]) => !inPath.includes(name)),
  );
  if (!hasJson) return { parameters, body: null };
  const wanted = required.filter((name) => !inPath.includes(name));
  return { parameters, body: { ...schema, properties: own, required: wanted } };
}

function bodyOf(procedure: ModuleProcedure, body: JsonSchema | null): Operation["requestBody"] {
  if (procedure.fileBytesMax !== undefined) {
    const schema = { type: "string", format: "binary" };
    const form = { type: "object", properties: { file: schema }, required: ["file"] };
    return {
      required: true,
      content: {
        "application/octet-stream": { schema },
        "multipart/form-data": { schema: form },
      },
    };
  }
  if (!body) return undefined;
  const inBody = Object.keys(body.properties ?? {});
  const example = Object.fromEntries(
    Object.entries(procedure.example).filter(([name]) => inBody.includes(name)),
  );
  // A call whose every field stands in the path needs none.
  if (inBody.length === 0) return undefined;
  return { required: true, content: { "application/json": { schema: body, example } } };
}

const problem = (codes: string[]) => ({
  description: codes.join(", "),
  content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } },
});

function responsesOf(procedure: ModuleProcedure): Record<string, unknown> {
  const byStatus = new Map<number, string[]>();
  for (const { code, status } of [...refusalsOf(procedure), ...refusals(COMMON_ERRORS)]) {
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  const ok = {
    description: "Done.",
    content: { "application/json": { schema: schemaOf(procedure.output, "output") } },
  };
  const refused = [...byStatus]
    .sort(([a], [b]) => a - b)
    .map(([status, codes]) => [String(status), problem(codes)]);
  return { "200": ok, ...Object.fromEntries(refused) };
}

function operationOf(name: string, procedure: ModuleProcedure): Operation {
  const { parameters, body } = partsOf(procedure);
  const requestBody = bodyOf(procedure, body);
  const key = isWrite(procedure) ? [keyHeader(!procedure.isKeyOptional)] : [];
  return {
    ...{ operationId: name, summary: procedure.summary, tags: [procedure.tag] },
    ...(procedure.description ? { description: procedure.description } : {}),
    "x-scope": procedure.scope,
    "x-errors": refusalsOf(procedure),
    parameters: [...parameters, ...key, ...HEADERS],
    ...(requestBody ? { requestBody } : {}),
    responses: responsesOf(procedure),
  };
}

let made: ApiDocument | null = null;

/** The description of the module API (OpenAPI 3.1), read off the table of procedures; made once. */
export function apiDocument(): ApiDocument {
  made ??= makeDocument();
  return made;
}

function makeDocument(): ApiDocument {
  const paths: ApiDocument["paths"] = {};
  for (const [name, procedure] of procedureEntries()) {
    const path = `/${procedure.path.replaceAll(/:(\w+)/g, "{$1}")}`;
    const operation = operationOf(name, procedure);
    paths[path] = { ...paths[path], [procedure.method.toLowerCase()]: operation };
  }
  return {
    openapi: "3.1.0",
    info: {
      ...{ title: "Saldo: module API", version: "1" },
      description: `Refusals are problems (RFC 9457) with statuses ${Object.values(STATUS_OF_KIND).join(", ")} and those of the transport.`,
    },
    servers: [{ url: "/api/module/v1" }],
    security: [{ key: [] }],
    "x-errors": refusals(COMMON_ERRORS),
    paths,
    components: {
      schemas: { Problem: problemSchema },
      securitySchemes: {
        key: { type: "http", scheme: "bearer", description: "Key of a module: saldo_…" },
      },
    },
  };
}
