import type { Carrier } from "@/server/kernel/delivery";

export interface SmsMessage {
  /** E.164, "+420777123456". */
  toNumber: string;
  text: string;
  /** A name of up to eleven letters or a number; left out: what the account has. */
  sender?: string;
  /** Whether the text needs UCS-2; who counts the parts knows. */
  isUnicode: boolean;
}

/** What is left on the account, as the carrier says it. */
export interface Credit {
  /** "23.09" */
  amount: string;
  /** ISO 4217; null where it counts in units of its own. */
  currency: string | null;
}

/** Another way of leaving: GoSMS, SMSbrána, BulkGate, Twilio. */
export interface SmsCarrier extends Carrier<SmsMessage> {
  /** Throws external `messages.carrier_silent`. */
  credit(): Promise<Credit>;
}
