import { randomUUID } from "node:crypto";
import createClient from "openapi-fetch";
// Made by `npm run module:client`; a program of yours makes its own from /api/module/v1/openapi.json.
import type { operations, paths } from "../../server/api/module/testing/client-types";

const TIMEOUT_MS = 10_000;
/** Longer than that is no pace to wait for within one call. */
const PATIENCE_SECONDS = 5;

/** Saldo said no; the words are for people. */
export class Refused extends Error {
  constructor(
    message: string,
    readonly code: string,
    readonly params: Record<string, unknown> = {},
  ) {
    super(message);
  }
}

/** Nobody knows what Saldo would have said: it was not reached, or broke. Try again later. */
export class Silent extends Error {}

export type Saldo = ReturnType<typeof openSaldo>;
export type Case = operations["getCase"]["responses"][200]["content"]["application/json"];
export type Screened = operations["runScreening"]["responses"][200]["content"]["application/json"];

/** The module API, typed by its own description. `ask` is fetch, or what a test puts in its place. */
export function openSaldo(
  { saldoUrl, key }: { saldoUrl: string; key: string },
  ask: (request: Request) => Promise<Response> = fetch,
) {
  return createClient<paths>({
    baseUrl: `${saldoUrl}/api/module/v1`,
    headers: { authorization: `Bearer ${key}`, "accept-language": "cs" },
    fetch: (request) => patiently(request, ask),
  });
}

/** Within the time, and once more where Saldo asks to come a little later. */
async function patiently(
  request: Request,
  ask: (request: Request) => Promise<Response>,
): Promise<Response> {
  const timed = (each: Request) => new Request(each, { signal: AbortSignal.timeout(TIMEOUT_MS) });
  const answer = await ask(timed(request.clone()));
  const seconds = Number(answer.headers.get("retry-after") ?? Number.NaN);
  const isLater = (answer.status === 429 || answer.status === 503) && seconds <= PATIENCE_SECONDS;
  if (!isLater) return answer;
  await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
  return ask(timed(request));
}

/** Too fast, or the same call is still being answered: not a no. */
const LATER = new Set(["modules.too_many", "modules.call_under_way", "modules.bodies_of_key"]);

interface Answered<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

/** What was answered, or a `Refused` with Saldo's own words, or `Silent`. */
export async function told<T>(asked: Promise<Answered<T>>): Promise<T> {
  const { data, error, response } = await asked.catch((cause: unknown) => {
    throw new Silent("Saldo neodpovídá.", { cause });
  });
  if (data !== undefined) return data;
  const { detail, code, params } = (error ?? {}) as Partial<Record<string, unknown>>;
  const isRefusal = response.status >= 400 && response.status < 500 && !LATER.has(String(code));
  if (!isRefusal || typeof code !== "string") {
    throw new Silent(`Saldo teď nemůže odpovědět (${response.status}).`);
  }
  throw new Refused(String(detail ?? code), code, (params ?? {}) as Record<string, unknown>);
}

/** Names a write: under one name Saldo does it once. See `once` in desk.ts. */
export const named = (name: string) => ({ header: { "Idempotency-Key": name } });

/** For what may be done again as it is, such as a move, which the state of the case guards. */
export const unnamed = () => named(randomUUID());

export const readCase = (saldo: Saldo, caseId: number): Promise<Case> =>
  told(saldo.GET("/cases/{caseId}", { params: { path: { caseId } } }));
