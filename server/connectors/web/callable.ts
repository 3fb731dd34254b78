import { type LookupAddress, type LookupAllOptions, lookup as lookUp } from "node:dns";
import { isIP, type LookupFunction } from "node:net";
import { DomainError } from "@/server/kernel/errors";
import { isMetadataAddress, isPrivateAddress } from "./private-address";

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
export type WebReason = (typeof WEB_REASONS)[number];

/** The address stays out of it: it may hold a token. */
export const webRefusal = (reason: WebReason): DomainError =>
  new DomainError(
    { kind: "external", retryable: reason === "web_timeout" || reason === "web_unreachable" },
    `feeds.${reason}`,
  );

/** As `dns.lookup` answers when it is asked for all. */
export type LookUp = (
  hostname: string,
  options: LookupAllOptions,
  done: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void;

/**
 * The names are looked up here and the connection goes to the very address that was judged: a name
 * that answers differently a moment later leads nowhere.
 */
export function judgedLookup(
  { isPrivateAllowed }: Pick<WebRules, "isPrivateAllowed">,
  ask: LookUp = lookUp,
): LookupFunction {
  const isForbidden = isPrivateAllowed ? isMetadataAddress : isPrivateAddress;
  return (hostname, options, done) => {
    ask(hostname, { ...options, all: true }, (error, addresses) => {
      if (error) return done(error, "", 0);
      const open = addresses.filter(({ address }) => !isForbidden(address));
      const [first] = open;
      if (!first) return done(webRefusal("web_private"), "", 0);
      return options.all ? done(null, open) : done(null, first.address, first.family);
    });
  };
}

/** Throws `feeds.web_address` for what is not HTTPS, `feeds.web_private` for an inner address. */
export function assertCallable(url: URL, { isPrivateAllowed }: Pick<WebRules, "isPrivateAllowed">) {
  const isKnown = url.protocol === "https:" || (isPrivateAllowed && url.protocol === "http:");
  if (!isKnown || url.username !== "" || url.password !== "") throw webRefusal("web_address");
  const host = url.hostname.replace(/^\[(.*)\]$/, "$1");
  if (isIP(host) !== 0 && isMetadataAddress(host)) throw webRefusal("web_private");
  if (isPrivateAllowed) return;
  const isInner = isIP(host) !== 0 ? isPrivateAddress(host) : /(^|\.)localhost\.?$/i.test(host);
  if (isInner) throw webRefusal("web_private");
}
