export { type GivenToken, type TokenFault, tokenFault } from "./ask-token";
export { enterByToken } from "./enter-by-token";
export { type Grant, googleGrant, microsoftGrant, otherGrant, serviceGrant } from "./grant";
export { type AskByRefresh, openTokens, type TokenRules, type TokenSource } from "./open-tokens";
export { readServiceAccount, type ServiceAccount } from "./service-account";
