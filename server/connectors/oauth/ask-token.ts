import { z } from "zod";
import { DomainError } from "@/server/kernel/errors";
import { callWeb, readJson, urlEncodedBody, type WebOutcome, type WebRules } from "../web";

/** Why there is no token; texts are `errors.oauth_<fault>` of the namespace `channels`. */
export type TokenFault =
  | "invalid_client"
  | "invalid_grant"
  | "unauthorized_client"
  | "invalid_scope"
  | "refused"
  | "address"
  | "silent"
  | "odd";

/** What may be well at another try; the rest is mended by a person. */
const PASSING: ReadonlySet<TokenFault> = new Set(["silent", "odd"]);

export const tokenFault = (fault: TokenFault): DomainError =>
  new DomainError({ kind: "external", retryable: PASSING.has(fault) }, `channels.oauth_${fault}`);

/** Words of RFC 6749, and what they come to. */
const FAULTS: Readonly<Record<string, TokenFault>> = {
  invalid_client: "invalid_client",
  invalid_grant: "invalid_grant",
  unauthorized_client: "unauthorized_client",
  invalid_scope: "invalid_scope",
  temporarily_unavailable: "silent",
  server_error: "silent",
};

/** It goes into a line of a mail server's dialogue: no blanks, no control characters. */
const TOKEN = /^[\x21-\x7e]{1,16000}$/;

const tokenForm = z.object({
  access_token: z.string().regex(TOKEN),
  token_type: z
    .string()
    .regex(/^bearer$/i)
    .optional(),
  expires_in: z.coerce.number().positive().optional(),
  refresh_token: z.string().regex(TOKEN).optional(),
});
const faultForm = z.object({ error: z.string() });

/** Of a server that does not say it. */
const USUAL_SECONDS = 300;

export interface GivenToken {
  value: string;
  seconds: number;
  /** In place of the one that was used. */
  refreshToken: string | null;
}

/** Asks a token endpoint once. Throws external `channels.oauth_*`; nothing of a secret is in it. */
export async function askToken(
  tokenUrl: string,
  fields: Readonly<Record<string, string>>,
  rules: WebRules,
): Promise<GivenToken> {
  if (!URL.canParse(tokenUrl)) throw tokenFault("address");
  const { headers, body } = urlEncodedBody(fields);
  const call = { url: new URL(tokenUrl), method: "POST", body } as const;
  const given = { ...headers, accept: "application/json" };
  return readToken(await callWeb({ ...call, headers: given }, rules));
}

function readToken(outcome: WebOutcome): GivenToken {
  if (outcome.kind !== "answer") {
    const isOurs = outcome.reason === "web_address" || outcome.reason === "web_private";
    throw tokenFault(isOurs ? "address" : "silent");
  }
  const { status, body } = outcome;
  const json = readJson(body);
  const fault = faultForm.safeParse(json);
  if (status === 429 || status >= 500) throw tokenFault("silent");
  if (fault.success) throw tokenFault(FAULTS[fault.data.error] ?? "refused");
  const read = tokenForm.safeParse(json);
  // A page that says "we are working on it" may well say 200.
  if (status < 200 || status >= 300 || !read.success) throw tokenFault("odd");
  const { access_token: value, expires_in: seconds = USUAL_SECONDS } = read.data;
  return { value, seconds, refreshToken: read.data.refresh_token ?? null };
}
