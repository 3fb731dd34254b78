import type { DomainError, ErrorKind } from "@/server/kernel/errors";
import type { Say } from "./procedure";
import { faultsIn } from "./run";

/** A refusal as machines read it (RFC 9457), in the language they ask for. */
export interface Problem {
  /** Where its kind is described. */
  type: string;
  title: string;
  status: number;
  detail: string;
  code: string;
  params: Record<string, string | number>;
  /** Of a file that cannot be read there. */
  line?: string | number;
  column?: string | number;
  /** Of an input: each fault with its place in the body. */
  errors?: { pointer: string; code: string; detail: string }[];
}

export const STATUS_OF_KIND: Readonly<Record<ErrorKind, number>> = {
  ...{ not_found: 404, forbidden: 403, invalid: 400, conflict: 409, precondition: 412 },
  external: 502,
};
/** Refusals that a transport has a word of its own for. */
const STATUS_OF_CODE: Readonly<Record<string, number>> = {
  ...{ "modules.body_length": 413, "modules.too_many": 429, "modules.bodies_of_key": 429 },
  ...{ "modules.bodies_at_once": 503, "modules.unknown_key": 401, "modules.unexpected": 500 },
};

export const statusOf = (code: string, kind: ErrorKind): number =>
  STATUS_OF_CODE[code] ?? STATUS_OF_KIND[kind];

/** Stable, and the same on every install. */
const typeOf = (code: string): string => `/api/swagger/module#${code}`;

export function problemOf(error: DomainError, say: Say): { status: number; body: Problem } {
  const { code, params, kind } = error;
  const status = statusOf(code, kind);
  const { line, column } = params;
  const faults = faultsIn(error);
  const body: Problem = {
    ...{ type: typeOf(code), title: say(`modules.title_${kind}`, {}), status },
    ...{ detail: say(code, params), code, params },
    ...(line ? { line } : {}),
    ...(column ? { column } : {}),
    ...(faults.length > 0
      ? {
          errors: faults.map((fault) => {
            const { pointer } = fault;
            return { pointer, code: fault.code, detail: say(fault.code, fault.params) };
          }),
        }
      : {}),
  };
  return { status, body };
}
