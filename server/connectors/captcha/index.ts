import { z } from "zod";
import { callWeb, urlEncodedBody } from "../web";

/** Where each provider says whether an answer is good; both speak the same words. */
const PLACES = {
  turnstile: "https://challenges.cloudflare.com/turnstile/v0/siteverify",
  hcaptcha: "https://api.hcaptcha.com/siteverify",
} as const;

const TIMEOUT_MS = 8_000;
const BYTES_MAX = 64 * 1024;
const said = z.object({ success: z.boolean() });

export interface CaptchaQuestion {
  provider: keyof typeof PLACES;
  secret: string;
  /** What the browser was given for its visitor's answer. */
  answer: string;
  ip: string;
}

/**
 * Asks a provider whether a visitor's answer is good. null: it could not be asked, or said nothing
 * that makes sense. `twinUrl` stands in for the providers in a demo and in tests.
 */
export async function askCaptcha(
  { provider, secret, answer, ip }: CaptchaQuestion,
  twinUrl?: string,
): Promise<boolean | null> {
  const url = new URL(twinUrl ? `${provider}/siteverify` : PLACES[provider], twinUrl);
  const { headers, body } = urlEncodedBody({
    ...{ secret, response: answer },
    ...(ip === "unknown" ? {} : { remoteip: ip }),
  });
  const outcome = await callWeb(
    { url, method: "POST", headers, body },
    { timeoutMs: TIMEOUT_MS, bytesMax: BYTES_MAX, isPrivateAllowed: twinUrl !== undefined },
  );
  if (outcome.kind !== "answer" || outcome.status !== 200) return null;
  try {
    return said.parse(JSON.parse(outcome.body.toString("utf8"))).success;
  } catch {
    return null;
  }
}
