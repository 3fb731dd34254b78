import { createHash, randomBytes } from "node:crypto";
import { pad2, wallClock } from "@/server/kernel/days";
import { TIME_ZONE } from "@/server/kernel/locale";
import {
  type CarrierRules,
  callWeb,
  type NotTaken,
  stuck,
  urlEncodedBody,
  verdictOf,
  verdictOfOdd,
  webRulesOf,
} from "../web";
import { childText, readXml, type XmlElement } from "../xml";

export interface SmsBranaSettings {
  login: string;
  password: string;
  url?: string;
  /** Asked where the first surely was not reached; null: none. */
  fallbackUrl?: string | null;
  /** The inbox is emptied once it holds so many reports and replies, all of them filed. */
  inboxItemsMax?: number;
}

export const SMSBRANA_URL = "https://api.smsbrana.cz/smsconnect/http.php";
export const SMSBRANA_FALLBACK_URL = "https://api-backup.smsbrana.cz/smsconnect/http.php";

export type SmsBranaAnswer =
  | { kind: "said"; err: string; root: XmlElement }
  | { kind: "none"; why: NotTaken };

const SALT_USED = "7";

/** One action of SMS Connect, signed anew. A salt that happens to be used is replaced once. */
export async function callSmsBrana(
  settings: SmsBranaSettings,
  fields: Readonly<Record<string, string>>,
  rules: CarrierRules,
): Promise<SmsBranaAnswer> {
  const answer = await callOnce(settings, fields, rules);
  const isRepeated = answer.kind === "said" && answer.err === SALT_USED;
  return isRepeated ? callOnce(settings, fields, rules) : answer;
}

async function callOnce(
  settings: SmsBranaSettings,
  fields: Readonly<Record<string, string>>,
  rules: CarrierRules,
): Promise<SmsBranaAnswer> {
  const { url = SMSBRANA_URL, fallbackUrl = SMSBRANA_FALLBACK_URL } = settings;
  const { headers, body } = urlEncodedBody({ ...signed(settings, rules.now()), ...fields });
  const call = (address: string) =>
    callWeb({ url: new URL(address), method: "POST", headers, body }, webRulesOf(rules));
  let outcome = await call(url);
  // Only what never arrived may be said to another machine: it could know of no first one.
  if (outcome.kind === "unsent" && fallbackUrl !== null) outcome = await call(fallbackUrl);
  const verdict = verdictOf(outcome, rules.now());
  if (verdict !== null || outcome.kind !== "answer") {
    return { kind: "none", why: verdict ?? verdictOfOdd(200) };
  }
  const root = readXml(outcome.body);
  const isWord = root?.name === "result" && outcome.status === 200;
  if (!root || !isWord) return { kind: "none", why: verdictOfOdd(outcome.status) };
  return { kind: "said", err: childText(root, "err"), root };
}

/** The password never leaves: it is proven by a hash over the time and a salt of this call. */
function signed({ login, password }: SmsBranaSettings, now: Date): Record<string, string> {
  const { year, month, day, hour, minute } = wallClock(now, TIME_ZONE);
  const time = `${year}${month}${day}T${hour}${minute}${pad2(now.getUTCSeconds())}`;
  const sul = randomBytes(16).toString("hex");
  const auth = createHash("md5").update(`${password}${time}${sul}`).digest("hex");
  return { login, time, sul, auth };
}

const MEANINGS: Readonly<Record<string, NotTaken>> = {
  "2": stuck("login"),
  "3": stuck("login"),
  "4": stuck("clock"),
  "5": stuck("address_not_allowed"),
  "6": stuck("action"),
  [SALT_USED]: { outcome: "busy", reason: "salt" },
  "8": { outcome: "busy", reason: "database" },
  "9": stuck("low_credit"),
  "10": { outcome: "refused", reason: "invalid_number" },
  "11": { outcome: "refused", reason: "empty_text" },
  "12": { outcome: "refused", reason: "too_long" },
};

/** What an error means; one that nobody has named says nothing for certain. */
export const meaningOf = (err: string): NotTaken =>
  MEANINGS[err] ?? { outcome: "uncertain", reason: `err_${/^-?\d{1,4}$/.test(err) ? err : "odd"}` };
