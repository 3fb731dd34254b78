import { lookup as lookUp } from "node:dns";
import { request as requestPlain } from "node:http";
import { request as requestSecure } from "node:https";
import { isIP, type LookupFunction } from "node:net";
import { DomainError } from "@/server/kernel/errors";
import { isPrivateAddress } from "./private-address";

export interface WebAnswer {
  status: number;
  body: Buffer;
}

export interface WebRules {
  /** From the question to the last byte: one that drips is cut off too. */
  timeoutMs: number;
  bytesMax: number;
  /** Private addresses and plain HTTP, for tests, the demo and installs whose systems stand inside. */
  isPrivateAllowed: boolean;
}

/** Why nothing came back; texts are `errors.<reason>` of the namespace `feeds`. */
export const WEB_REASONS = [
  "web_address",
  "web_private",
  "web_timeout",
  "web_too_large",
  "web_unreachable",
] as const;
type WebReason = (typeof WEB_REASONS)[number];

/** The address stays out of it: it may hold a token. */
const refuse = (reason: WebReason): DomainError =>
  new DomainError(
    { kind: "external", retryable: reason === "web_timeout" || reason === "web_unreachable" },
    `feeds.${reason}`,
  );

const isRefusal = (error: unknown): boolean => error instanceof DomainError;

/**
 * The names are looked up here and the connection goes to the very address that was judged: a name
 * that answers differently a moment later leads nowhere.
 */
const judgedLookup: LookupFunction = (hostname, options, done) => {
  lookUp(hostname, { ...options, all: true }, (error, addresses) => {
    if (error) return done(error, "", 0);
    const open = addresses.filter(({ address }) => !isPrivateAddress(address));
    const [first] = open;
    if (!first) return done(refuse("web_private"), "", 0);
    return options.all ? done(null, open) : done(null, first.address, first.family);
  });
};

/** Throws `feeds.web_address` for what is not HTTPS, `feeds.web_private` for an inner address. */
export function assertCallable(url: URL, { isPrivateAllowed }: Pick<WebRules, "isPrivateAllowed">) {
  const isKnown = url.protocol === "https:" || (isPrivateAllowed && url.protocol === "http:");
  if (!isKnown || url.username !== "" || url.password !== "") throw refuse("web_address");
  if (isPrivateAllowed) return;
  const host = url.hostname.replace(/^\[(.*)\]$/, "$1");
  const isInner = isIP(host) !== 0 ? isPrivateAddress(host) : /(^|\.)localhost\.?$/i.test(host);
  if (isInner) throw refuse("web_private");
}

/**
 * Asks a foreign machine by GET, once, following nothing. Throws external errors `feeds.web_*`; an
 * answer of whatever status is an answer.
 */
export async function askWeb(
  url: URL,
  headers: Record<string, string>,
  rules: WebRules,
): Promise<WebAnswer> {
  assertCallable(url, rules);
  const signal = AbortSignal.timeout(rules.timeoutMs);
  try {
    return await call(url, { headers, rules, signal });
  } catch (error) {
    if (isRefusal(error)) throw error;
    throw refuse(signal.aborted ? "web_timeout" : "web_unreachable");
  }
}

function call(
  url: URL,
  at: { headers: Record<string, string>; rules: WebRules; signal: AbortSignal },
): Promise<WebAnswer> {
  const { headers, rules, signal } = at;
  const request = url.protocol === "https:" ? requestSecure : requestPlain;
  const lookup = rules.isPrivateAllowed ? undefined : judgedLookup;
  return new Promise((resolve, reject) => {
    const asked = request(url, { headers, signal, agent: false, ...(lookup ? { lookup } : {}) });
    asked.once("error", reject);
    asked.once("response", (answer) => {
      const pieces: Buffer[] = [];
      let length = 0;
      answer.once("error", reject);
      answer.on("data", (piece: Buffer) => {
        length += piece.length;
        if (length > rules.bytesMax) asked.destroy(refuse("web_too_large"));
        else pieces.push(piece);
      });
      answer.once("end", () =>
        resolve({ status: answer.statusCode ?? 0, body: Buffer.concat(pieces) }),
      );
    });
    asked.end();
  });
}
