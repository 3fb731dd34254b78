import type { Role } from "@/db/values/access";

/** Every permission, a literal once. What is not listed here cannot be asked for. */
export const PERMISSIONS = [
  "cases:read",
  "cases:open",
  "cases:edit",
  "cases:move",
  "cases:assign",
  "cases:archive",
  // To ask colleagues to vote, approve, sign, acknowledge; and to do so when asked.
  "collegial:assign",
  "collegial:decide",
  // Other people's deputies; one's own are everybody's who decides.
  "deputies:edit",
  "parties:read",
  "parties:edit",
  "parties:merge",
  "parties:reveal-birth-number",
  "claims:read",
  "claims:edit",
  "claims:pay",
  "claims:reverse",
  "claims:waive",
  "bank:read",
  "bank:match",
  "bank:upload",
  "bank:accounts",
  "tasks:edit",
  "tasks:distribute",
  "imports:run",
  "imports:undo",
  "lists:export",
  "lists:bulk",
  "lists:share",
  "registers:read",
  "registers:check",
  "registers:judge",
  "templates:read",
  "templates:edit",
  "messages:read",
  "messages:send",
  "messages:hold",
  "dunning:read",
  "dunning:send",
  "dunning:edit",
  "settings:operators",
  "settings:groups",
  "settings:register",
  "settings:clock",
  "settings:modules",
  "settings:channels",
  "settings:registers",
  "settings:config",
  "settings:portal",
  "settings:requests",
  "portal:invite",
  "privacy:decide",
  "audit:read",
  // The program's own tests: to see how they ended, and in a demo to run them.
  "checks:run",
  // Of machines first: the customer's file, what an operator may, and the facts in their order.
  "config:read",
  "config:reload",
  "clients:enter",
  "operators:ask",
  "changes:read",
] as const;
export type Permission = (typeof PERMISSIONS)[number];

const READ: Permission[] = [
  "cases:read",
  "parties:read",
  "claims:read",
  "registers:read",
  "templates:read",
  "messages:read",
  "dunning:read",
];
const WORK: Permission[] = [
  ...READ,
  "cases:open",
  "cases:edit",
  "cases:move",
  "collegial:assign",
  "collegial:decide",
  "parties:edit",
  "claims:edit",
  "claims:pay",
  "tasks:edit",
  "lists:export",
  "lists:bulk",
  "registers:check",
  "registers:judge",
  "messages:send",
  "messages:hold",
  "portal:invite",
];
const LEAD: Permission[] = [
  ...WORK,
  "cases:assign",
  "cases:archive",
  "parties:merge",
  "parties:reveal-birth-number",
  "claims:reverse",
  "claims:waive",
  "bank:read",
  "bank:match",
  "bank:upload",
  "tasks:distribute",
  "imports:run",
  "imports:undo",
  "lists:share",
  "templates:edit",
  "dunning:send",
  "dunning:edit",
  "settings:clock",
  "settings:requests",
  "privacy:decide",
  "audit:read",
];

/** Who sells: deals and the people behind them; of ledgers and registers they know nothing. */
const SELL: Permission[] = [
  "cases:read",
  "cases:open",
  "cases:edit",
  "cases:move",
  "parties:read",
  "parties:edit",
  "tasks:edit",
  "lists:export",
  "lists:bulk",
  "templates:read",
  "messages:read",
  "messages:send",
];
/** Who looks after an application for an account, from the form to the opened account. */
const ATTEND: Permission[] = [
  "cases:read",
  "cases:open",
  "cases:edit",
  "cases:move",
  "parties:read",
  "registers:read",
  "tasks:edit",
];

/** Which role may do what: functional access. Which records: access groups (domain/access). */
export const ROLE_PERMISSIONS: Record<Role, readonly Permission[]> = {
  administrator: PERMISSIONS,
  supervisor: LEAD,
  operator: WORK,
  readOnly: READ,
  salesManager: [...SELL, "collegial:assign"],
  commercialDirector: [
    ...SELL,
    "collegial:assign",
    "collegial:decide",
    "cases:assign",
    "cases:archive",
    "parties:merge",
    "tasks:distribute",
    "lists:share",
  ],
  personalManager: [...ATTEND, "parties:edit", "messages:read", "messages:send", "lists:export"],
  securityOfficer: [...ATTEND, "registers:check", "registers:judge", "audit:read"],
  accountOfficer: [...ATTEND, "messages:read", "messages:send"],
};

/** The one place that says yes or no; the interface asks it too. */
export function roleMay(role: Role, permission: Permission): boolean {
  return ROLE_PERMISSIONS[role].includes(permission);
}
