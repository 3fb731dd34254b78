import type { Asked, RegisterAnswer } from "@/server/kernel/register-answer";
import { callWeb, type WebOutcome } from "../web";
import type { RegisterAccess } from "./register-access";
import { troubleOfWeb, unavailable } from "./trouble";

export interface RegisterCall {
  method: "GET" | "POST";
  /** Below the address of the register; its address itself where it has one only. */
  path?: string;
  headers: Readonly<Record<string, string>>;
  body?: Uint8Array;
  bytesMax: number;
}

/** What came back, whatever its status. */
export interface RegisterReply {
  status: number;
  body: Buffer;
}

/**
 * Asks a register once, a second time only where no connection came to be, and keeps what was sent
 * and received. Never throws; `read` says what the words of an answer mean.
 */
export async function callRegister<Record>(
  access: RegisterAccess,
  call: RegisterCall,
  read: (reply: RegisterReply) => RegisterAnswer<Record>,
): Promise<Asked<Record>> {
  const nothing = { sent: null, received: null, mediaType: "", status: null };
  const url = urlOf(access.url, call.path);
  if (url === null) return { answer: unavailable("unconfigured", "web_address"), ...nothing };
  const { method, headers, body, bytesMax } = call;
  const { timeoutMs, isPrivateAllowed } = access;
  const asked = { url, method, headers, ...(body === undefined ? {} : { body }) };
  const came = await connectedTwice(() =>
    callWeb(asked, { timeoutMs, bytesMax, isPrivateAllowed }),
  );
  const sent = body ?? Buffer.from(url.href);
  if (came.kind !== "answer") {
    const answer = troubleOfWeb(came.reason);
    return { answer, ...nothing, sent: came.kind === "unsent" ? null : sent };
  }
  const mediaType = came.headers["content-type"] ?? "";
  return { answer: read(came), sent, received: came.body, mediaType, status: came.status };
}

/** Of two addresses of one name the first may lead nowhere; a question that arrived stays asked. */
export async function connectedTwice(call: () => Promise<WebOutcome>): Promise<WebOutcome> {
  const first = await call();
  const isUnconnected = first.kind === "unsent" && first.reason === "web_unreachable";
  return isUnconnected ? call() : first;
}

function urlOf(base: string, path: string | undefined): URL | null {
  if (path === undefined) return URL.canParse(base) ? new URL(base) : null;
  const below = base.endsWith("/") ? base : `${base}/`;
  return URL.canParse(path, below) ? new URL(path, below) : null;
}
