export { encryptPush, type PushSubscription } from "./encrypt";
export { type PushMessage, type PushVerdict, sendPush } from "./send-push";
export { makeVapidKeys, type VapidKeys } from "./vapid";
