import type { CarrierRules } from "../web";
import { type BulkGateSettings, openBulkGate } from "./bulkgate";
import { openGoSms } from "./gosms";
import type { GoSmsSettings } from "./gosms-token";
import type { SmsCarrier } from "./sms";
import { openSmsBrana } from "./smsbrana";
import type { SmsBranaSettings } from "./smsbrana-call";
import { openTwilio, type TwilioSettings } from "./twilio";

export const SMS_PROVIDERS = ["gosms", "smsbrana", "bulkgate", "twilio"] as const;
export type SmsProvider = (typeof SMS_PROVIDERS)[number];

export type SmsSettings =
  | ({ provider: "gosms" } & GoSmsSettings)
  | ({ provider: "smsbrana" } & SmsBranaSettings)
  | ({ provider: "bulkgate" } & BulkGateSettings)
  | ({ provider: "twilio" } & TwilioSettings);

/** The gateway that settings name. It keeps nothing but a token: open one and use it for many. */
export function openSms(settings: SmsSettings, rules: CarrierRules): SmsCarrier {
  switch (settings.provider) {
    case "gosms":
      return openGoSms(settings, rules);
    case "smsbrana":
      return openSmsBrana(settings, rules);
    case "bulkgate":
      return openBulkGate(settings, rules);
    case "twilio":
      return openTwilio(settings, rules);
  }
}
