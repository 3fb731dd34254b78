import { DomainError } from "@/server/kernel/errors";
import { type WebRules, webRefusal } from "./callable";

/** What a carrier of messages is opened with. */
export interface CarrierRules {
  /** From the question to the last byte of its answer. */
  timeoutMs: number;
  isPrivateAllowed: boolean;
  now(): Date;
}

/** As long as one would wait for a carrier that is alive. */
export const CARRIER_TIMEOUT_MS = 60_000;

const ANSWER_BYTES_MAX = 4 * 1024 * 1024;

export function webRulesOf({ timeoutMs, isPrivateAllowed }: CarrierRules): WebRules {
  return { timeoutMs, isPrivateAllowed, bytesMax: ANSWER_BYTES_MAX };
}

/** A question that changes nothing was not answered as it should be. `carrier`: as people know it. */
export function carrierSilent(carrier: string, reason: string): DomainError {
  return new DomainError("external", "messages.carrier_silent", { carrier, reason });
}

/**
 * The address of an interface, ending with a slash so that names below it stay below it. Throws
 * `feeds.web_address` for what is no address.
 */
export function baseOf(url: string): string {
  if (!URL.canParse(url)) throw webRefusal("web_address");
  return url.endsWith("/") ? url : `${url}/`;
}
