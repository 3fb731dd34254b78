import { z } from "zod";
import {
  baseOf,
  type CarrierRules,
  callWeb,
  type NotTaken,
  readJson,
  stuck,
  urlEncodedBody,
  verdictOf,
  type WebOutcome,
  webRulesOf,
} from "../web";

export interface GoSmsSettings {
  clientId: string;
  clientSecret: string;
  /** The channel that messages leave by; it decides on the sender. */
  channel: number;
  baseUrl?: string;
}

export const GOSMS_BASE_URL = "https://app.gosms.cz/";

export type Token = { kind: "token"; value: string } | { kind: "none"; why: NotTaken };

const answerForm = z.object({
  access_token: z.string().min(1),
  expires_in: z.coerce.number().positive(),
});

/** A token is not begun with when it may run out on the way. */
const SLACK_MS = 60_000;

/** Tokens of OAuth: one is fetched for however many ask at the same time, and kept while it lasts. */
export function openGoSmsTokens(settings: GoSmsSettings, rules: CarrierRules) {
  let held: { value: string; until: number } | null = null;
  let coming: Promise<Token> | null = null;
  const fetchOne = async (): Promise<Token> => {
    const asked = rules.now().getTime();
    const outcome = await askToken(settings, rules);
    const token = readToken(outcome, rules);
    if (token.kind === "none") return token;
    held = { value: token.value, until: asked + token.seconds * 1_000 - SLACK_MS };
    return { kind: "token", value: token.value };
  };
  return {
    async get(): Promise<Token> {
      if (held && rules.now().getTime() < held.until) return { kind: "token", value: held.value };
      coming ??= fetchOne().finally(() => {
        coming = null;
      });
      return coming;
    },
    /** The carrier refused it. Another that came meanwhile stays. */
    drop(value: string): void {
      if (held?.value === value) held = null;
    },
  };
}

function askToken(settings: GoSmsSettings, rules: CarrierRules): Promise<WebOutcome> {
  const { clientId, clientSecret, baseUrl = GOSMS_BASE_URL } = settings;
  const { headers, body } = urlEncodedBody({
    client_id: clientId,
    client_secret: clientSecret,
    grant_type: "client_credentials",
  });
  const url = new URL("oauth/v2/token", baseOf(baseUrl));
  return callWeb({ url, method: "POST", headers, body }, webRulesOf(rules));
}

/** Whatever becomes of the question for a token, no message has left by it. */
function readToken(
  outcome: WebOutcome,
  rules: CarrierRules,
): { kind: "token"; value: string; seconds: number } | { kind: "none"; why: NotTaken } {
  const why = verdictOf(outcome, rules.now());
  if (why !== null || outcome.kind !== "answer") return { kind: "none", why: asBusy(why) };
  const read = answerForm.safeParse(readJson(outcome.body));
  if (outcome.status < 300 && read.success) {
    return { kind: "token", value: read.data.access_token, seconds: read.data.expires_in };
  }
  const isKnown = outcome.status === 400 || outcome.status === 401 || outcome.status === 403;
  return { kind: "none", why: isKnown ? stuck("login") : { outcome: "busy", reason: "token_odd" } };
}

function asBusy(why: NotTaken | null): NotTaken {
  if (why?.outcome === "busy") return why;
  return { outcome: "busy", reason: `token_${why?.reason ?? "odd"}` };
}
