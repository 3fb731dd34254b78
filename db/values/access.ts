/** What an operator may be; what each role may do is the table in server/domain/permissions.ts. */
export const ROLES = [
  "administrator",
  "supervisor",
  "operator",
  "readOnly",
  "salesManager",
  "commercialDirector",
  "personalManager",
  "securityOfficer",
  "accountOfficer",
] as const;
export type Role = (typeof ROLES)[number];

export const LANGUAGES = ["cs", "sk", "en", "ru"] as const;
export const THEMES = ["system", "light", "dark"] as const;
export type Theme = (typeof THEMES)[number];

export const ACTOR_KINDS = ["operator", "portalUser", "module", "system"] as const;
export type ActorKind = (typeof ACTOR_KINDS)[number];
