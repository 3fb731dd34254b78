import type { Handed } from "@/server/kernel/delivery";
import { stuck } from "../web";
import { type CallOutcome, callDataBox } from "./call-data-box";
import { createMessageContent, faultOfMessage } from "./create-message";
import type { DataBoxSettings, DataMessage } from "./data-box";
import { textOf } from "./soap";

/** Hands a message over; the cost of a commercial one is the provider's own list, not told here. */
export async function handMessage(
  settings: DataBoxSettings,
  message: DataMessage,
  key: string,
): Promise<Handed> {
  const fault = faultOfMessage(message, key);
  if (fault !== null) return { outcome: "refused", reason: fault };
  const content = createMessageContent(message, key);
  return handedOf(await callDataBox(settings, { path: "dz", operation: "CreateMessage", content }));
}

/** The sign-in is wrong or has expired: no message leaves until a person has mended it. */
const CREDENTIALS = new Set([401, 403]);
/** Answers of whoever stands in front of the services: the message did not get through to them. */
const NOT_PASSED_ON = new Set([404, 405, 407, 429, 503]);

/** What an answer to CreateMessage says, as a carrier says it. */
export function handedOf(outcome: CallOutcome): Handed {
  if (outcome.kind === "answer") return handedOfCode(outcome.code, textOf(outcome.root, "dmID"));
  if (outcome.kind === "unsent") {
    const isOurs = outcome.reason === "web_address" || outcome.reason === "web_private";
    return isOurs ? stuck(outcome.reason) : { outcome: "busy", reason: outcome.reason };
  }
  if (outcome.kind === "unknown") return { outcome: "uncertain", reason: outcome.reason };
  if (outcome.kind === "odd") return { outcome: "uncertain", reason: "odd_answer" };
  if (outcome.kind === "fault") {
    const reason = outcome.isOurs ? "fault_of_question" : "fault_of_service";
    return { outcome: outcome.isOurs ? "refused" : "uncertain", reason };
  }
  const { status, retryAfterSeconds } = outcome;
  if (CREDENTIALS.has(status)) return stuck(`bad_credentials_${status}`);
  const reason = `http_${status}`;
  if (status === 400 || status === 413) return { outcome: "refused", reason };
  if (!NOT_PASSED_ON.has(status)) return { outcome: "uncertain", reason };
  return { outcome: "busy", reason, ...(retryAfterSeconds === null ? {} : { retryAfterSeconds }) };
}

/**
 * Status codes: 0xxx with an id is taken, 1xxx speaks of the message and 2xxx of its form, 5xxx of the
 * recipient's box, 3xxx and 9xxx of the system itself, to be tried again.
 */
function handedOfCode(code: string, id: string | null): Handed {
  if (code.startsWith("0") && id !== null && id !== "") {
    return { outcome: "accepted", providerId: id };
  }
  // No time stamp was to be had: nothing was recorded, and it is to be tried again.
  if (code === "0005" || /^[39]/.test(code)) return { outcome: "busy", reason: code };
  // A commercial message that this box does not take.
  if (code === "0009" || /^[125]/.test(code)) return { outcome: "refused", reason: code };
  return { outcome: "uncertain", reason: code };
}
