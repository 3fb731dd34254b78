import { z } from "zod";
import type { Incoming } from "@/server/kernel/delivery";
import { openGate } from "@/server/kernel/gate";
import {
  baseOf,
  type CarrierRules,
  callWeb,
  carrierSilent,
  jsonBody,
  type NotTaken,
  readJson,
  verdictOf,
  type WebOutcome,
  webRulesOf,
} from "../web";
import {
  type GoSmsDetail,
  idOfDetail,
  progressOf,
  readDetail,
  readSent,
  repliesOf,
} from "./gosms-answers";
import { GOSMS_BASE_URL, type GoSmsSettings, openGoSmsTokens } from "./gosms-token";
import type { SmsCarrier } from "./sms";

const CODE = "gosms";
const NAME = "GoSMS";
const AT_ONCE = 4;

type Said = { kind: "said"; outcome: WebOutcome } | { kind: "none"; why: NotTaken };

/**
 * GoSMS.cz by its API v1. It knows no idempotency key and no search: what ended uncertain a person
 * looks up in its list. The sender is that of the channel.
 */
export function openGoSms(settings: GoSmsSettings, rules: CarrierRules): SmsCarrier {
  const ask = openAsking(settings, rules);
  const details = (path: (id: string) => string) => openDetails(ask, { path, rules });
  const detailOf = details((id) => `api/v1/messages/${encodeURIComponent(id)}`);
  const repliesAt = details((id) => `api/v1/messages/${encodeURIComponent(id)}/replies`);
  return {
    code: CODE,
    async hand({ toNumber, text }) {
      const { channel } = settings;
      const said = await ask("api/v1/messages", { message: text, recipients: [toNumber], channel });
      if (said.kind === "none") return said.why;
      const verdict = verdictOf(said.outcome, rules.now());
      if (verdict !== null || said.outcome.kind !== "answer") return verdict ?? unread();
      return readSent(said.outcome);
    },
    find: async () => ({ outcome: "unclear", reason: "no_search" }),
    async follow(providerIds) {
      const found = await detailOf(providerIds);
      const told = found.map(([id, detail]) => progressOf(detail, id));
      return told.filter((progress) => progress !== null);
    },
    async repliesTo(providerIds) {
      const found = await repliesAt(providerIds);
      return found.flatMap(([id, detail]): Incoming[] => repliesOf(detail, id));
    },
    async credit() {
      const said = await ask("api/v1/");
      const outcome = said.kind === "said" ? said.outcome : null;
      const read = z
        .object({ currentCredit: z.number() })
        .safeParse(outcome?.kind === "answer" ? readJson(outcome.body) : undefined);
      if (!read.success) throw carrierSilent(NAME, reasonOf(said, rules));
      return { amount: String(read.data.currentCredit), currency: "CZK" };
    },
  };
}

const unread = (): NotTaken => ({ outcome: "uncertain", reason: "odd_answer" });

function reasonOf(said: Said, rules: CarrierRules): string {
  if (said.kind === "none") return said.why.reason;
  const { outcome } = said;
  const verdict = verdictOf(outcome, rules.now());
  return verdict?.reason ?? (outcome.kind === "answer" ? `http_${outcome.status}` : "odd_answer");
}

type Ask = (path: string, json?: unknown) => Promise<Said>;

/** Calls with a token; a token that is refused is renewed once. */
function openAsking(settings: GoSmsSettings, rules: CarrierRules): Ask {
  const tokens = openGoSmsTokens(settings, rules);
  const base = baseOf(settings.baseUrl ?? GOSMS_BASE_URL);
  const call = (token: string, path: string, json: unknown) => {
    const sent = json === undefined ? { headers: { accept: "application/json" } } : jsonBody(json);
    const headers = { ...sent.headers, authorization: `Bearer ${token}` };
    const method = json === undefined ? "GET" : "POST";
    return callWeb({ ...sent, url: new URL(path, base), method, headers }, webRulesOf(rules));
  };
  return async (path, json) => {
    const token = await tokens.get();
    if (token.kind === "none") return token;
    const outcome = await call(token.value, path, json);
    if (outcome.kind !== "answer" || outcome.status !== 401) return { kind: "said", outcome };
    // 401 is said before anything is looked at: the message surely was not taken.
    tokens.drop(token.value);
    const renewed = await tokens.get();
    if (renewed.kind === "none") return renewed;
    return { kind: "said", outcome: await call(renewed.value, path, json) };
  };
}

/** Messages one by one, those that it does not know left out; throws where it knows none at all. */
function openDetails(ask: Ask, at: { path: (id: string) => string; rules: CarrierRules }) {
  return async (ids: readonly string[]): Promise<[string, GoSmsDetail][]> => {
    const gate = openGate(AT_ONCE);
    const asked = ids.map((id) => gate(async () => [id, await ask(at.path(id))] as const));
    const answers = await Promise.all(asked);
    const isHeard = answers.some(([, said]) => isWord(said));
    const [first] = answers;
    if (first && !isHeard) throw carrierSilent(NAME, reasonOf(first[1], at.rules));
    return answers.flatMap(([id, said]): [string, GoSmsDetail][] => {
      const detail = isWord(said) ? readDetail(readJson(said.outcome.body)) : null;
      const isOwn = detail !== null && (idOfDetail(detail) ?? id) === id;
      return isOwn ? [[id, detail]] : [];
    });
  };
}

type Word = { kind: "said"; outcome: Extract<WebOutcome, { kind: "answer" }> };

/** A message, or the word that there is none. */
function isWord(said: Said): said is Word {
  if (said.kind !== "said" || said.outcome.kind !== "answer") return false;
  const { status, body } = said.outcome;
  return status === 404 || (status === 200 && readJson(body) !== undefined);
}
