import type { Asked, RegisterAnswer } from "@/server/kernel/register-answer";
import { callWeb, type WebOutcome } from "../web";
import type { RegisterAccess } from "./register-access";
import { troubleOfWeb, type Unavailable, unavailable } from "./trouble";

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
  mediaType: string;
  body: Buffer;
}

/**
 * Asks a register once, a second time only where no connection came to be, and keeps what was sent
 * (of a GET its address) and received. Never throws; `read` says what the words of an answer mean.
 */
export async function callRegister<Record>(
  access: RegisterAccess,
  call: RegisterCall,
  read: (reply: RegisterReply) => RegisterAnswer<Record>,
): Promise<Asked<Record>> {
  const nothing = { received: null, mediaType: "", status: null };
  const url = urlOf(access.url, call.path);
  if (url === null) return { answer: NO_ADDRESS, sent: null, ...nothing };
  const came = await fetchOnce(access, { ...call, url });
  const sent = call.body ?? Buffer.from(url.href);
  if (came.kind !== "answer") {
    const isSent = came.kind === "unknown";
    return { answer: troubleOfWeb(came.reason), ...nothing, sent: isSent ? sent : null };
  }
  const reply = replyOf(came);
  const { status, body: received, mediaType } = reply;
  return { answer: read(reply), sent, received, mediaType, status };
}

/** As `callRegister`, for what is no check of anybody and leaves no evidence. */
export async function fetchRegister(
  access: RegisterAccess,
  call: RegisterCall,
): Promise<RegisterReply | Unavailable> {
  const url = urlOf(access.url, call.path);
  if (url === null) return NO_ADDRESS;
  const came = await fetchOnce(access, { ...call, url });
  return came.kind === "answer" ? replyOf(came) : troubleOfWeb(came.reason);
}

const NO_ADDRESS = unavailable("unconfigured", "web_address");

function fetchOnce(access: RegisterAccess, call: RegisterCall & { url: URL }): Promise<WebOutcome> {
  const { url, method, headers, body, bytesMax } = call;
  const { timeoutMs, isPrivateAllowed } = access;
  const asked = { url, method, headers, ...(body === undefined ? {} : { body }) };
  return connectedTwice(() => callWeb(asked, { timeoutMs, bytesMax, isPrivateAllowed }));
}

function replyOf(came: Extract<WebOutcome, { kind: "answer" }>): RegisterReply {
  const { status, headers, body } = came;
  return { status, mediaType: headers["content-type"] ?? "", body };
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
