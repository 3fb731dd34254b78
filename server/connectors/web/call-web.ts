import {
  type Agent,
  type ClientRequest,
  type IncomingHttpHeaders,
  type IncomingMessage,
  request as requestPlain,
} from "node:http";
import { request as requestSecure } from "node:https";
import { isDomainError } from "@/server/kernel/errors";
import {
  assertCallable,
  judgedLookup,
  type WebReason,
  type WebRules,
  webRefusal,
} from "./callable";

export interface WebCall {
  url: URL;
  method: "GET" | "POST";
  headers: Readonly<Record<string, string>>;
  body?: Uint8Array;
  /** Keeps connections for many calls to the same machine; left out: each has its own. */
  agent?: Agent;
}

export interface WebAnswer {
  status: number;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

/**
 * What came of a call. `unsent`: the other side surely does not have it whole, so it cannot have
 * acted on it. `unknown`: it may have arrived, and nobody said what became of it.
 */
export type WebOutcome =
  | ({ kind: "answer" } & WebAnswer)
  | { kind: "unsent"; reason: WebReason }
  | { kind: "unknown"; reason: WebReason };

/**
 * Calls a foreign machine once, following nothing, over a connection of its own unless an agent keeps
 * some. Never throws: an
 * answer of whatever status is an answer.
 */
export async function callWeb(call: WebCall, rules: WebRules): Promise<WebOutcome> {
  try {
    assertCallable(call.url, rules);
  } catch (error) {
    return { kind: "unsent", reason: reasonOf(error, false) };
  }
  const signal = AbortSignal.timeout(rules.timeoutMs);
  const sending = openCall(call, rules, signal);
  try {
    return { kind: "answer", ...(await sending.answer) };
  } catch (error) {
    const reason = reasonOf(error, signal.aborted);
    return { kind: sending.mayHaveArrived(signal.aborted) ? "unknown" : "unsent", reason };
  }
}

const PREFIX = "feeds.";

function reasonOf(error: unknown, isAborted: boolean): WebReason {
  if (isDomainError(error)) return error.code.slice(PREFIX.length) as WebReason;
  return isAborted ? "web_timeout" : "web_unreachable";
}

interface Sending {
  answer: Promise<WebAnswer>;
  mayHaveArrived(isAborted: boolean): boolean;
}

function openCall(call: WebCall, rules: WebRules, signal: AbortSignal): Sending {
  const { url, method, body, agent = false } = call;
  const isSecure = url.protocol === "https:";
  const lookup = judgedLookup(rules);
  // A length that is said lets the other side know a torn body for what it is.
  const length = method === "POST" ? { "content-length": String(body?.length ?? 0) } : {};
  const headers = { ...call.headers, ...length };
  const open = isSecure ? requestSecure : requestPlain;
  const asked = open(url, { method, headers, signal, agent, lookup });
  const at = { isConnected: false, isSentWhole: false };
  asked.once("socket", (socket) => {
    const connected = () => {
      at.isConnected = true;
    };
    // One that was kept from an earlier call stands already, and would keep each call's listener.
    if (socket.connecting) socket.once(isSecure ? "secureConnect" : "connect", connected);
    else connected();
  });
  asked.once("finish", () => {
    at.isSentWhole = true;
  });
  const answer = answerOf(asked, rules);
  asked.end(body);
  return {
    answer,
    // The last piece may lie with the system while word of it is still on its way to us, so after
    // a time-out only a connection that never stood counts.
    mayHaveArrived: (isAborted) => at.isConnected && (at.isSentWhole || isAborted),
  };
}

function answerOf(asked: ClientRequest, { bytesMax }: WebRules): Promise<WebAnswer> {
  return new Promise((resolve, reject) => {
    // Said a turn later: that all was sent may be told in the same turn as the break.
    const fail = (error: unknown) => void setImmediate(reject, error);
    asked.once("error", fail);
    asked.once("response", (answer: IncomingMessage) => {
      const pieces: Buffer[] = [];
      let length = 0;
      answer.once("error", fail);
      answer.on("data", (piece: Buffer) => {
        length += piece.length;
        if (length <= bytesMax) pieces.push(piece);
        else {
          // Now, not by the error to come: the end may have been read already.
          reject(webRefusal("web_too_large"));
          asked.destroy();
        }
      });
      answer.once("end", () => {
        const { statusCode = 0, headers } = answer;
        resolve({ status: statusCode, headers, body: Buffer.concat(pieces) });
      });
    });
  });
}
