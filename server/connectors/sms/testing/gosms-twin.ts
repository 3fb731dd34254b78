import { type Answer, type Asked, jsonAnswer, openGateway } from "../../web/testing/gateway";
import { isNumber, type SmsTwin, type TakenSms, type TwinOptions } from "./sms-twin";

interface GoSmsReply {
  id: number;
  message: string;
  sourceNumber: string;
  received: string;
}

export interface GoSmsTwin extends SmsTwin {
  /** Tokens that were given out, in order. */
  tokens: string[];
  /** Tokens given so far are valid no more. */
  forgetTokens(): void;
  reply(id: string, text: string): void;
  /** The body of its webhook on a message. */
  webhookBody(id: string): string;
}

export const GOSMS_LOGIN = { clientId: "1_twin", clientSecret: "twin-secret", channel: 7 };

const MESSAGE = /^\/api\/v1\/messages\/(\d+)(\/replies)?$/;

/** GoSMS's API v1 with OAuth, as far as messages, their state, replies and credit go. */
export async function openGoSmsTwin(options: TwinOptions = {}): Promise<GoSmsTwin> {
  const { now = () => new Date() } = options;
  const replies = new Map<string, GoSmsReply[]>();
  const tokens: string[] = [];
  let firstValid = 0;
  const gateway = await openGateway({
    ...options,
    isHanding: (path) => path === "/api/v1/messages",
    answer: (asked) => {
      if (asked.path === "/oauth/v2/token") return token(asked.body, tokens);
      const said = /^Bearer (.+)$/.exec(asked.headers.authorization ?? "")?.[1] ?? "";
      if (tokens.indexOf(said) < firstValid || said === "") {
        return jsonAnswer(401, { error: "invalid_grant", error_description: "expired" });
      }
      return twin && answer(twin, asked, { replies, now });
    },
  });
  const twin: GoSmsTwin = {
    ...{ url: gateway.url, gateway, taken: [], tokens, credit: 100 },
    next: gateway.next,
    close: gateway.close,
    forgetTokens: () => {
      firstValid = tokens.length;
    },
    reply: (id, message) => {
      const list = replies.get(id) ?? [];
      const received = now().toISOString();
      list.push({ id: list.length + 1, message, sourceNumber: "+420777000000", received });
      replies.set(id, list);
    },
    webhookBody: (id) => {
      const taken = twin.taken.find((each) => each.id === id) as TakenSms;
      return JSON.stringify({ event: "message.status", ...detailOf(taken, replies.get(id) ?? []) });
    },
  };
  return twin;
}

function token(body: Buffer, tokens: string[]): Answer {
  const fields = new URLSearchParams(body.toString());
  const isKnown =
    fields.get("client_id") === GOSMS_LOGIN.clientId &&
    fields.get("client_secret") === GOSMS_LOGIN.clientSecret &&
    fields.get("grant_type") === "client_credentials";
  if (!isKnown) return jsonAnswer(400, { error: "invalid_client", error_description: "unknown" });
  const value = `token-${tokens.length + 1}`;
  tokens.push(value);
  const life = { expires_in: 3600, token_type: "bearer", scope: "user" };
  return jsonAnswer(200, { access_token: value, ...life });
}

function answer(
  twin: GoSmsTwin,
  asked: Asked,
  { replies, now }: { replies: Map<string, GoSmsReply[]>; now: () => Date },
): Answer {
  if (asked.path === "/api/v1/") {
    const channels = [{ id: GOSMS_LOGIN.channel, name: "Twin", sourceNumber: "Twin" }];
    return jsonAnswer(200, { currentCredit: twin.credit, channels });
  }
  if (asked.method === "POST") return take(twin, asked.body, now());
  const [, id = "", isReplies] = MESSAGE.exec(asked.path) ?? [];
  const taken = twin.taken.find((each) => each.id === id);
  if (!taken) return jsonAnswer(404, { detail: "Not found" });
  const list = replies.get(id) ?? [];
  if (!isReplies) return jsonAnswer(200, detailOf(taken, list));
  const links = { message: `api/v1/messages/${id}`, replies: `api/v1/messages/${id}/replies` };
  return jsonAnswer(200, { reply: replyOf(taken, list), links });
}

function take(twin: GoSmsTwin, body: Buffer, at: Date): Answer {
  const { message, recipients, channel } = JSON.parse(body.toString());
  if (channel !== GOSMS_LOGIN.channel || typeof message !== "string" || message === "") {
    return jsonAnswer(400, { detail: "Invalid data", errors: ["channel"] });
  }
  if (twin.credit <= 0) return jsonAnswer(400, { detail: "Not enough credit", errors: [] });
  const [number] = [recipients].flat() as [string];
  const id = String(twin.taken.length + 1);
  const link = `api/v1/messages/${id}`;
  if (!isNumber(number)) return jsonAnswer(201, { recipients: { invalid: [number] }, link });
  const unknown = { key: null, sender: null, isUnicode: null };
  twin.taken.push({ id, number, text: message, ...unknown, state: "taken", at });
  return jsonAnswer(201, { recipients: { invalid: [] }, link });
}

const replyOf = ({ number }: TakenSms, list: GoSmsReply[]) => ({
  ...{ hasReplies: list.length > 0, repliesCount: list.length },
  recipients: list.length > 0 ? { [number]: list } : [],
});

function detailOf(taken: TakenSms, list: GoSmsReply[]) {
  const { id, number, state, at } = taken;
  const time = at.toISOString();
  const isSent = state !== "taken";
  return {
    messageType: "SMS",
    message: { fulltext: taken.text, parts: [taken.text] },
    channel: GOSMS_LOGIN.channel,
    stats: { price: 0.739, hasDiacritics: false, smsCount: 1, messagePartsCount: 1 },
    sendingInfo: { status: isSent ? "SENT" : "IN_PROGRESS", sentFinish: isSent ? time : null },
    delivery: {
      isDelivered: state === "delivered",
      recipients: {
        // PHP writes an empty list where it has no numbers.
        delivered: state === "delivered" ? { [number]: time } : [],
        undelivered: state === "undelivered" ? { [number]: time } : [],
        delivering: {},
      },
    },
    reply: { hasReplies: list.length > 0, ...(list.length ? replyOf(taken, list) : {}) },
    links: { self: `api/v1/messages/${id}`, replies: `api/v1/messages/${id}/replies` },
  };
}
