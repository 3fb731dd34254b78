import { baseOf, type CarrierRules, callWeb, urlEncodedBody, verdictOf, webRulesOf } from "../web";
import type { PostageCodes } from "./postage";

export interface DopisOnlineSettings {
  user: string;
  password: string;
  /** Of the contract, by what is asked of the post. */
  postageCodes: PostageCodes;
  baseUrl?: string;
  trackingUrl?: string;
}

export const DOPISONLINE_BASE_URL = "https://online3.postservis.cz/dopisonline/";
/** A question with the name and password, or why it was not answered. */
export type Ask = (
  path: string,
  fields: Readonly<Record<string, string>>,
) => Promise<{ body: Buffer } | { why: string; isUncertain: boolean }>;

export function openAsking(settings: DopisOnlineSettings, rules: CarrierRules): Ask {
  const { user, password, baseUrl = DOPISONLINE_BASE_URL } = settings;
  const base = baseOf(baseUrl);
  return async (path, fields) => {
    const { headers, body } = urlEncodedBody({ user, password, ...fields });
    const url = new URL(path, base);
    const outcome = await callWeb({ url, method: "POST", headers, body }, webRulesOf(rules));
    const verdict = verdictOf(outcome, rules.now());
    if (verdict !== null) return { why: verdict.reason, isUncertain: verdict.outcome !== "busy" };
    if (outcome.kind === "answer" && outcome.status === 200) return outcome;
    const why = outcome.kind === "answer" ? `http_${outcome.status}` : "odd_answer";
    return { why, isUncertain: true };
  };
}
