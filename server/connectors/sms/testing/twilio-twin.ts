import { type Answer, type Asked, jsonAnswer, openGateway } from "../../web/testing/gateway";
import { isNumber, type SmsTwin, type TakenSms, type TwinOptions } from "./sms-twin";

export interface TwilioTwin extends SmsTwin {
  /** Messages of a page, a hundred at most. */
  pageSizeMax: number;
}

export const TWILIO_LOGIN = {
  accountSid: "ACtwin",
  authToken: "twin-token",
  from: "+420777000000",
};

const ACCOUNT = "/2010-04-01/Accounts/ACtwin/";

/** Twilio's Messages resource and balance. */
export async function openTwilioTwin(options: TwinOptions = {}): Promise<TwilioTwin> {
  const { now = () => new Date() } = options;
  const { accountSid, authToken } = TWILIO_LOGIN;
  const basic = `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString("base64")}`;
  const gateway = await openGateway({
    ...options,
    // A list has a question behind it.
    isHanding: (path) => path === `${ACCOUNT}Messages.json`,
    answer: (asked) => {
      if (asked.headers.authorization !== basic) return errorAnswer(401, 20003);
      return answer(twin, asked, now());
    },
  });
  const twin: TwilioTwin = {
    ...{ url: gateway.url, gateway, taken: [], credit: 100, pageSizeMax: 100 },
    next: gateway.next,
    close: gateway.close,
  };
  return twin;
}

const errorAnswer = (status: number, code: number): Answer =>
  jsonAnswer(status, { code, message: "No.", more_info: `https://example/${code}`, status });

function answer(twin: TwilioTwin, { method, path, body }: Asked, at: Date): Answer {
  const { pathname, searchParams } = new URL(path, twin.url);
  const resource = pathname.slice(ACCOUNT.length);
  if (resource === "Balance.json") {
    return jsonAnswer(200, {
      account_sid: "ACtwin",
      balance: String(twin.credit),
      currency: "USD",
    });
  }
  if (resource === "Messages.json" && method === "POST") {
    return take(twin, new URLSearchParams(body.toString()), at);
  }
  if (resource === "Messages.json") return list(twin, searchParams);
  const sid = /^Messages\/(\w+)\.json$/.exec(resource)?.[1];
  const taken = twin.taken.find((each) => each.id === sid);
  return taken ? jsonAnswer(200, messageOf(taken)) : errorAnswer(404, 20404);
}

function take(twin: TwilioTwin, fields: URLSearchParams, at: Date): Answer {
  const [number = "", text = "", sender] = ["To", "Body", "From"].map(
    (name) => fields.get(name) ?? undefined,
  );
  if (!isNumber(number) || !number.startsWith("+")) return errorAnswer(400, 21211);
  if (text === "") return errorAnswer(400, 21602);
  if (twin.credit <= 0) return errorAnswer(400, 20005);
  const id = `SM${String(twin.taken.length + 1).padStart(32, "0")}`;
  const unknown = { key: null, isUnicode: null };
  const taken: TakenSms = {
    ...{ id, number, text, ...unknown, sender: sender ?? null, state: "taken", at },
  };
  twin.taken.push(taken);
  return jsonAnswer(201, messageOf(taken));
}

function list(twin: TwilioTwin, params: URLSearchParams): Answer {
  const all = twin.taken.filter(({ number }) => number === params.get("To")).reverse();
  const size = Math.min(Number(params.get("PageSize") ?? 50), twin.pageSizeMax);
  const page = Number(params.get("Page") ?? 0);
  const isLast = (page + 1) * size >= all.length;
  const next = new URLSearchParams({ ...Object.fromEntries(params), Page: String(page + 1) });
  return jsonAnswer(200, {
    messages: all.slice(page * size, (page + 1) * size).map(messageOf),
    next_page_uri: isLast ? null : `${ACCOUNT}Messages.json?${next}`,
    ...{ page, page_size: size },
  });
}

function messageOf({ id, number, text, sender, state, at }: TakenSms) {
  const isNew = state === "taken";
  return {
    ...{ sid: id, account_sid: "ACtwin", to: number, from: sender, body: text },
    ...{ direction: "outbound-api", status: isNew ? "queued" : state, num_segments: "1" },
    ...{ price: isNew ? null : "-0.00790", price_unit: "USD" },
    ...{ error_code: state === "undelivered" ? 30003 : null, error_message: null },
    ...{ date_created: at.toUTCString(), date_updated: at.toUTCString() },
    date_sent: isNew ? null : at.toUTCString(),
  };
}
