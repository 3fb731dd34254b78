/** What a machine's key may be good for; each is a permission of that name. */
export const MODULE_SCOPES = ["bank:upload", "bank:match", "messages:send"] as const;
export type ModuleScope = (typeof MODULE_SCOPES)[number];
