import type { RegisterAnswer, RegisterTrouble } from "@/server/kernel/register-answer";
import type { WebReason } from "../web";

export type Unavailable = Extract<RegisterAnswer<never>, { outcome: "unavailable" }>;

/** `detail`: a short word for the log ("http_503", "WS4"), never anything of the one asked for. */
export const unavailable = (
  reason: RegisterTrouble,
  detail: string | null = null,
): Unavailable => ({
  ...{ outcome: "unavailable", reason, detail },
});

const OF_WEB: Readonly<Record<WebReason, RegisterTrouble>> = {
  web_address: "unconfigured",
  web_private: "unconfigured",
  web_timeout: "timeout",
  web_too_large: "too_large",
  web_unreachable: "unreachable",
};

/** Nothing came back that could be read. */
export const troubleOfWeb = (reason: WebReason): Unavailable => unavailable(OF_WEB[reason], reason);

/**
 * What an answer says by its status alone, for those whose words are not the register's own. A
 * redirect is followed nowhere: it leads to a page about an outage, or to another machine.
 */
export function troubleOfStatus(status: number): Unavailable {
  const detail = `http_${status}`;
  if (status === 429) return unavailable("busy", detail);
  if (status >= 400 && status < 500 && status !== 404 && status !== 408) {
    return unavailable("refused", detail);
  }
  return unavailable("outage", detail);
}

/** What a body is that is none of the register's words: a page for people is an outage. */
export function troubleOfBody(body: Uint8Array): Unavailable {
  const start = Buffer.from(body.subarray(0, 2_000)).toString("latin1");
  return /<!doctype html|<html[\s>]/i.test(start)
    ? unavailable("outage", "html")
    : unavailable("garbage");
}
