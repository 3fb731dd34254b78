export { askWeb, assertCallable, WEB_REASONS, type WebAnswer, type WebRules } from "./ask-web";
export { isPrivateAddress } from "./private-address";
