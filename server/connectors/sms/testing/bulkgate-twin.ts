import { type Answer, jsonAnswer, openGateway } from "../../web/testing/gateway";
import { isNumber, type SmsTwin, type TwinOptions } from "./sms-twin";

export type BulkGateTwin = SmsTwin;

export const BULKGATE_LOGIN = { applicationId: "1001", applicationToken: "twin-token" };

const SAME_TEXT_MS = 5 * 60_000;

/** BulkGate's simple API v1. With an empty account it says "accepted" and sends nothing. */
export async function openBulkGateTwin(options: TwinOptions = {}): Promise<BulkGateTwin> {
  const { now = () => new Date() } = options;
  const gateway = await openGateway({
    ...options,
    isHanding: (path) => path === "/api/1.0/simple/transactional",
    answer: ({ path, body }) => {
      const fields = JSON.parse(body.toString());
      const { application_id: id, application_token: token } = fields;
      if (id !== BULKGATE_LOGIN.applicationId || token !== BULKGATE_LOGIN.applicationToken) {
        return errorAnswer("unknown_identity", 401);
      }
      if (path === "/api/1.0/simple/info") {
        const wallet = { wallet: "bg1", credit: twin.credit, currency: "credits" };
        return jsonAnswer(200, { data: { ...wallet, free_messages: 0 } });
      }
      return take(twin, fields, now());
    },
  });
  const twin: BulkGateTwin = {
    ...{ url: gateway.url, gateway, taken: [], credit: 100 },
    next: gateway.next,
    close: gateway.close,
  };
  return twin;
}

const errorAnswer = (type: string, code: number): Answer =>
  jsonAnswer(code, { type, code, error: type.replaceAll("_", " "), detail: null });

function take(twin: BulkGateTwin, fields: Record<string, unknown>, at: Date): Answer {
  const [number, text] = [String(fields.number), String(fields.text)];
  if (!isNumber(number) || number.startsWith("+")) return errorAnswer("invalid_phone_number", 400);
  if (text === "") return errorAnswer("empty_message", 400);
  const id = `tmp${twin.taken.length + 1}`;
  const said = (status: string, price: number) =>
    jsonAnswer(200, { data: { status, sms_id: id, price, credit: String(twin.credit), number } });
  if (twin.credit <= 0) return said("accepted", 0);
  const isSame = twin.taken.some(
    (each) =>
      each.number === number &&
      each.text === text &&
      at.getTime() - each.at.getTime() < SAME_TEXT_MS,
  );
  if (isSame && fields.duplicates_check === "on") return said("duplicity_message", 0);
  const sender = fields.sender_id_value ? String(fields.sender_id_value) : null;
  const isUnicode = fields.unicode === true;
  const key = String(fields.tag);
  twin.taken.push({ id, number, text, key, sender, isUnicode, state: "taken", at });
  return said("accepted", 0.02);
}
