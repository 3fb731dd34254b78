export { BULKGATE_BASE_URL, type BulkGateSettings, openBulkGate } from "./bulkgate";
export { readBulkGateWebhook } from "./bulkgate-webhook";
export { openGoSms } from "./gosms";
export { GOSMS_BASE_URL, type GoSmsSettings } from "./gosms-token";
export { readGoSmsWebhook } from "./gosms-webhook";
export { openSms, SMS_PROVIDERS, type SmsProvider, type SmsSettings } from "./open-sms";
export type {
  Credit,
  SmsCarrier,
  SmsMessage,
} from "./sms";
export { openSmsBrana } from "./smsbrana";
export {
  SMSBRANA_FALLBACK_URL,
  SMSBRANA_URL,
  type SmsBranaSettings,
} from "./smsbrana-call";
export { openTwilio, TWILIO_BASE_URL, type TwilioSettings } from "./twilio";
export { readTwilioWebhook } from "./twilio-webhook";
export { SECRET_PARAM, type WebhookCall } from "./webhook";
