import type { Carrier } from "@/server/kernel/delivery";
import { DomainError } from "@/server/kernel/errors";
import type { WebRules } from "../web";

export interface SmsMessage {
  /** E.164, "+420777123456". */
  toNumber: string;
  text: string;
  /** A name of up to eleven letters or a number; left out: what the account has. */
  sender?: string;
  /** Whether the text needs UCS-2; who counts the parts knows. */
  isUnicode: boolean;
}

/** What is left on the account, as the carrier says it. */
export interface Credit {
  /** "23.09" */
  amount: string;
  /** ISO 4217; null where it counts in units of its own. */
  currency: string | null;
}

/** Another way of leaving: GoSMS, SMSbrána, BulkGate, Twilio. */
export interface SmsCarrier extends Carrier<SmsMessage> {
  /** Throws external `messages.carrier_silent`. */
  credit(): Promise<Credit>;
}

export interface SmsRules {
  /** From the question to the last byte of its answer. */
  timeoutMs: number;
  isPrivateAllowed: boolean;
  now(): Date;
}

/** As long as a person would wait for a gateway that is alive. */
export const SMS_TIMEOUT_MS = 60_000;

const ANSWER_BYTES_MAX = 4 * 1024 * 1024;

export function webRulesOf({ timeoutMs, isPrivateAllowed }: SmsRules): WebRules {
  return { timeoutMs, isPrivateAllowed, bytesMax: ANSWER_BYTES_MAX };
}

/** A question that changes nothing was not answered as it should be. */
export function carrierSilent(carrier: string, reason: string): DomainError {
  return new DomainError("external", "messages.carrier_silent", { carrier, reason });
}

/** The address of an interface, ending with a slash so that names below it stay below it. */
export const baseOf = (url: string): string => (url.endsWith("/") ? url : `${url}/`);
