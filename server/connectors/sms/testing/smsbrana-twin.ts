import { createHash } from "node:crypto";
import { wallClock } from "@/server/kernel/days";
import { TIME_ZONE } from "@/server/kernel/locale";
import { type Answer, openGateway, xmlAnswer } from "../../web/testing/gateway";
import { writeXml } from "../../xml";
import { isNumber, type SmsTwin, type TakenSms, type TwinOptions } from "./sms-twin";

export interface SmsBranaTwin extends SmsTwin {
  /** A reply to the account. */
  reply(number: string, text: string): void;
  /** Puts a delivery report into the inbox: 1 delivered, 3 undelivered. */
  report(id: string, status: string): void;
  inboxLength(): number;
  /** What the next question about the inbox runs into, after it was answered. */
  afterInbox(happening: () => void): void;
  salts: Set<string>;
}

export const SMSBRANA_LOGIN = { login: "twin", password: "heslo" };

const TEXT_MAX = 459;
type Inbox = { sms: Record<string, string>[]; reports: Record<string, string>[] };

/** SMSbrána's SMS Connect with hashed login. */
export async function openSmsBranaTwin(options: TwinOptions = {}): Promise<SmsBranaTwin> {
  const { now = () => new Date() } = options;
  const inbox: Inbox = { sms: [], reports: [] };
  const salts = new Set<string>();
  const happenings: (() => void)[] = [];
  const gateway = await openGateway({
    ...options,
    isHanding: (_, body) => body === null || body.toString().includes("action=send_sms"),
    answer: ({ body }) => {
      const fields = new URLSearchParams(body.toString());
      const refusal = refusalOf(fields, salts);
      if (refusal !== null) return errorAnswer(refusal);
      const action = fields.get("action");
      if (action === "send_sms") return take(twin, fields, now());
      if (action === "credit_info") {
        return xmlAnswer(
          writeXml("result", [
            ["err", "0"],
            ["credit", String(twin.credit)],
          ]),
        );
      }
      if (action !== "inbox") return errorAnswer("6");
      const answer = inboxAnswer(inbox);
      if (fields.get("delete") === "1") Object.assign(inbox, { sms: [], reports: [] });
      happenings.shift()?.();
      return answer;
    },
  });
  const twin: SmsBranaTwin = {
    ...{ url: `${gateway.url}smsconnect/http.php`, gateway, taken: [], credit: 100, salts },
    next: gateway.next,
    close: gateway.close,
    reply: (number, message) => void inbox.sms.push({ number, time: timeOf(now()), message }),
    report: (id, status) => {
      const number = twin.taken.find((each) => each.id === id)?.number ?? "";
      inbox.reports.push({ idsms: id, number, time: timeOf(now()), status });
    },
    inboxLength: () => inbox.sms.length + inbox.reports.length,
    afterInbox: (happening) => void happenings.push(happening),
  };
  return twin;
}

const errorAnswer = (err: string): Answer => xmlAnswer(writeXml("result", [["err", err]]));

function refusalOf(fields: URLSearchParams, salts: Set<string>): string | null {
  const [login, time, sul, auth] = ["login", "time", "sul", "auth"].map(
    (name) => fields.get(name) ?? "",
  );
  if (login !== SMSBRANA_LOGIN.login) return "2";
  const { password } = SMSBRANA_LOGIN;
  const expected = createHash("md5").update(`${password}${time}${sul}`).digest("hex");
  if (auth !== expected || !/^[a-z\d]{10,50}$/i.test(sul ?? "")) return "3";
  if (!/^\d{8}T\d{6}$/.test(time ?? "")) return "4";
  if (salts.has(sul ?? "")) return "7";
  salts.add(sul ?? "");
  return null;
}

function take(twin: SmsBranaTwin, fields: URLSearchParams, at: Date): Answer {
  const [number = "", text = "", key = ""] = ["number", "message", "user_id"].map(
    (name) => fields.get(name) ?? "",
  );
  if (key !== "" && twin.taken.some((each) => each.key === key)) return errorAnswer("-1");
  if (twin.credit <= 0) return errorAnswer("9");
  if (!isNumber(number)) return errorAnswer("10");
  if (text === "") return errorAnswer("11");
  if (text.length > TEXT_MAX) return errorAnswer("12");
  const id = String(377_000 + twin.taken.length);
  const sender = fields.get("sender_id");
  const isUnicode = fields.get("data_code") === "ucs2";
  twin.taken.push({ id, number, text, key, sender, isUnicode, state: "taken", at });
  const costs = [
    ["price", "1.1"],
    ["sms_count", "1"],
    ["credit", String(twin.credit)],
  ] as const;
  return xmlAnswer(writeXml("result", [["err", "0"], ...costs, ["sms_id", id]]));
}

function inboxAnswer({ sms, reports }: Inbox): Answer {
  const items = (list: Record<string, string>[]) =>
    list.map((item) => ["item", Object.entries(item)] as const);
  const inside = [
    ["delivery_sms", items(sms)],
    ["delivery_report", items(reports)],
  ] as const;
  return xmlAnswer(writeXml("result", [["inbox", inside]]));
}

function timeOf(at: Date): string {
  const { year, month, day, hour, minute } = wallClock(at, TIME_ZONE);
  return `${year}${month}${day}T${hour}${minute}${String(at.getUTCSeconds()).padStart(2, "0")}`;
}

export const takenOf = (twin: SmsTwin, key: string): TakenSms[] =>
  twin.taken.filter((each) => each.key === key);
