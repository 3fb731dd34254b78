import type { SmsMessage } from "@/server/connectors/sms";
import { smsLength } from "../../templates";
import type { Outgoing } from "../outgoing";
import type { Shaped } from "./outgoing-carrier";

/** A message as an SMS, in Unicode only where its letters need it. */
export function smsShape(
  { toAddress, body }: Outgoing,
  { sender }: { sender: string | undefined },
): Shaped<SmsMessage> {
  const isUnicode = smsLength(body).encoding === "ucs2";
  const message = { toNumber: toAddress, text: body, isUnicode, ...(sender ? { sender } : {}) };
  return { ok: true, message };
}
