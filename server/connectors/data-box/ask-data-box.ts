import { DomainError } from "@/server/kernel/errors";
import type { XmlElement } from "../xml";
import { type CallOutcome, callDataBox, type Question } from "./call-data-box";
import type { DataBoxSettings } from "./data-box";

/** Nothing was found: an answer like any other. */
export const NOTHING_FOUND = "0002";
/** More was found than is told. */
export const CUT_OFF = "0003";

const FINE = new Set(["0000", "0001", NOTHING_FOUND, CUT_OFF]);

/**
 * Asks a service that changes nothing. Throws external `dataBox.bad_credentials` (a person must look),
 * `.unavailable`, `.busy` (`code`), `.refused` (`code`), `.unreachable`, `.timeout`, `.odd_answer`,
 * `.too_large`.
 */
export async function askDataBox(
  settings: DataBoxSettings,
  question: Question,
): Promise<{ root: XmlElement; code: string }> {
  const outcome = await callDataBox(settings, question);
  if (outcome.kind === "answer" && FINE.has(outcome.code)) return outcome;
  throw errorOf(outcome);
}

function errorOf(outcome: CallOutcome): DomainError {
  const fail = (reason: string, isFinal = false, params: Record<string, string> = {}) =>
    new DomainError({ kind: "external", retryable: !isFinal }, `dataBox.${reason}`, params);
  if (outcome.kind === "answer") {
    const { code } = outcome;
    const isBusy = /^[39]/.test(code);
    return fail(isBusy ? "busy" : "refused", !isBusy, { code });
  }
  if (outcome.kind === "http") {
    if (outcome.status === 401 || outcome.status === 403) return fail("bad_credentials", true);
    return fail(outcome.status === 503 ? "unavailable" : "odd_answer");
  }
  if (outcome.kind === "fault") return fail("odd_answer", outcome.isOurs);
  if (outcome.kind === "odd") return fail("odd_answer");
  if (outcome.reason === "web_too_large") return fail("too_large", true);
  return fail(outcome.reason === "web_timeout" ? "timeout" : "unreachable");
}
