/**
 * The rooms of `server/domain`, in the order in which they may know each other: a room enters only
 * rooms that stand before it, by their `index.ts`. A total order, so no circle can arise; effects
 * the other way travel as facts in the outbox. `server/architecture.test.ts` holds everybody to it.
 */
export const FLOOR_PLAN = [
  // Ground floor: knows nobody's business.
  "audit",
  "access",
  "tenant",
  "clock",
  "modules",
  "files",
  "workflow",
  "search",
  "sheets",
  "law",
  // The register.
  "parties",
  "cases",
  "timeline",
  "collegial",
  "processes",
  "proceedings",
  "claims",
  "instalments",
  "explanations",
  // The day's work.
  "bank",
  "feeds",
  "payment-codes",
  "registers",
  "configuration",
  "templates",
  "mails",
  "messages",
  "dunning",
  "requests",
  // Views, exports and bulk actions over what stands above.
  "lists",
  "boards",
  "imports",
  // Front of house.
  "leads",
  "portal",
  "papers",
  "push",
  "pocket",
  "triggers",
  "reports",
  // What machines may ask of all of it.
  "module-api",
  // About the program itself: manuals, drawings, proofs.
  "help",
] as const;

export type Room = (typeof FLOOR_PLAN)[number];
