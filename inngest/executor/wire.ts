import { createHmac } from "node:crypto";

/** The SDK's HTTP call protocol, as a server of Inngest speaks it. Source: inngest 4.24, its own code. */

/** Where functions are served; the same handler that answers the route, called in process. */
export interface Endpoint {
  call(request: Request): Promise<Response>;
  signingKey: string;
  appId: string;
}

/** An error as it travels; stacks stay behind, they name paths of this machine. */
export interface WireError {
  name: string;
  message: string;
}

/** One thing that a function wants or has done. */
export interface Op {
  id: string;
  op: string;
  name?: string;
  displayName?: string;
  data?: unknown;
  error?: unknown;
  opts?: {
    if?: string;
    timeout?: string;
    function_id?: string;
    payload?: { data?: Record<string, unknown> };
  };
}

export type Answer =
  | { kind: "resolved"; data: unknown }
  | { kind: "ops"; ops: Op[]; retryAfter: string | null }
  | { kind: "rejected"; isRetryable: boolean; retryAfter: string | null; error: WireError };

const URL_OF_APP = "http://127.0.0.1/api/inngest";

function signatureOf(body: string, signingKey: string): string {
  const key = signingKey.replace(/^signkey-\w+-/, "");
  const seconds = Math.round(Date.now() / 1_000);
  const digest = createHmac("sha256", key).update(`${body}${seconds}`).digest("hex");
  return `t=${seconds}&s=${digest}`;
}

/** JSON in the one spelling that signatures are made over: keys in order, no spaces (RFC 8785). */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value ?? null);
  const entries = Object.entries(value).filter(([, each]) => each !== undefined);
  const sorted = entries.sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${sorted.map(([key, each]) => `${JSON.stringify(key)}:${canonical(each)}`).join(",")}}`;
}

function requestOf(
  endpoint: Endpoint,
  at: { method: "PUT" | "POST"; query?: string; headers?: Record<string, string>; body: unknown },
): Request {
  const body = canonical(at.body);
  return new Request(`${URL_OF_APP}${at.query ?? ""}`, {
    method: at.method,
    headers: {
      "content-type": "application/json",
      host: "127.0.0.1",
      "x-inngest-server-kind": "cloud",
      "x-inngest-signature": signatureOf(body, endpoint.signingKey),
      ...at.headers,
    },
    body,
  });
}

/** Asks what functions there are; each as the SDK describes it. */
export async function askFunctions(endpoint: Endpoint): Promise<unknown[]> {
  const request = requestOf(endpoint, {
    method: "PUT",
    headers: { "x-inngest-sync-kind": "in_band" },
    body: { url: URL_OF_APP },
  });
  const response = await endpoint.call(request);
  if (!response.ok) throw new Error(`functions are not told: ${response.status}`);
  const { functions } = (await response.json()) as { functions: unknown[] };
  return functions;
}

export interface Call {
  functionId: string;
  stepId: string;
  runId: string;
  attempt: number;
  attemptsMax: number;
  /** Other steps of the run are open: nothing may be run on the way. */
  hasSiblings: boolean;
  events: unknown[];
  stack: string[];
  /** By hash of the step's id: what the run remembers. */
  steps: Record<string, unknown>;
}

export function errorOf(value: unknown): WireError {
  const { name, message } = (value ?? {}) as Partial<WireError>;
  return {
    name: typeof name === "string" ? name : "Error",
    message: typeof message === "string" ? message : "",
  };
}

/** Calls a function, or one planned step of it. A fault on the way is an answer that may be retried. */
export async function callFunction(endpoint: Endpoint, call: Call): Promise<Answer> {
  const query = `?fnId=${encodeURIComponent(call.functionId)}&stepId=${call.stepId}`;
  const { stack, events, steps } = call;
  const body = {
    version: 2,
    event: events[0],
    events,
    steps,
    use_api: false,
    // Without fn_id: with it the SDK would report steps by itself to a server.
    ctx: {
      run_id: call.runId,
      attempt: call.attempt,
      max_attempts: call.attemptsMax,
      disable_immediate_execution: call.hasSiblings,
      use_api: false,
      stack: { stack, current: stack.length },
    },
  };
  try {
    const response = await endpoint.call(requestOf(endpoint, { method: "POST", query, body }));
    return await answerOf(response);
  } catch (fault) {
    const { name } = errorOf(fault);
    return {
      kind: "rejected",
      isRetryable: true,
      retryAfter: null,
      error: { name, message: "" },
    };
  }
}

async function answerOf(response: Response): Promise<Answer> {
  const body = (await response.json()) as unknown;
  const retryAfter = response.headers.get("retry-after");
  if (response.status === 200) return { kind: "resolved", data: body };
  if (response.status === 206) {
    return { kind: "ops", ops: (Array.isArray(body) ? body : [body]) as Op[], retryAfter };
  }
  const isRetryable = response.headers.get("x-inngest-no-retry") !== "true";
  return { kind: "rejected", isRetryable, retryAfter, error: errorOf(body) };
}
