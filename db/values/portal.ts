/** Whose records a client sees beside their own. */
export const PORTAL_SIGHTS = ["own", "organisation", "subordinate"] as const;
export type PortalSight = (typeof PORTAL_SIGHTS)[number];

export const INVITATION_CHANNELS = ["email", "sms", "qr"] as const;
export type InvitationChannel = (typeof INVITATION_CHANNELS)[number];

/** What tells a person from a program at the door, after tries that look like a program's. */
export const CAPTCHAS = ["proof", "turnstile", "hcaptcha", "none"] as const;
export type Captcha = (typeof CAPTCHAS)[number];

/** Pictures without scripts, by their content. */
export const LOGO_TYPES = ["image/png", "image/jpeg", "image/webp"] as const;
export type LogoType = (typeof LOGO_TYPES)[number];

/** Who wrote a line of a request. */
export const POST_AUTHORS = ["client", "operator"] as const;
export type PostAuthor = (typeof POST_AUTHORS)[number];

/** What requests are about; the choices of the field `requestKind` in request.yaml. */
export const REQUEST_KINDS = [
  "payment",
  "instalments",
  "dispute",
  "documents",
  "contact-data",
  "erasure",
  "restriction",
  "other",
] as const;
export type RequestKind = (typeof REQUEST_KINDS)[number];

/** Those that anybody may open; the others begin a term of the law with their own verb. */
export const PLAIN_REQUEST_KINDS = [
  "payment",
  "instalments",
  "dispute",
  "documents",
  "contact-data",
  "other",
] as const satisfies readonly RequestKind[];
export type PlainRequestKind = (typeof PLAIN_REQUEST_KINDS)[number];

/** Those that a request may be changed to: what is disputed stops notices, which has its own verb. */
export const SETTABLE_REQUEST_KINDS = [
  "payment",
  "instalments",
  "documents",
  "contact-data",
  "other",
] as const satisfies readonly PlainRequestKind[];

/** What a client may have confirmed. */
export const PAPER_KINDS = ["payment", "noDebt"] as const;
export type PaperKind = (typeof PAPER_KINDS)[number];

/** Why a client disputes a claim. */
export const DISPUTE_REASONS = [
  "paid",
  "amount",
  "not_mine",
  "not_received",
  "time_barred",
  "other",
] as const;
export type DisputeReason = (typeof DISPUTE_REASONS)[number];

/** What the people may decide of a dispute. */
export const DISPUTE_VERDICTS = ["accepted", "partly", "rejected"] as const;
export type DisputeVerdict = (typeof DISPUTE_VERDICTS)[number];
export const DISPUTE_OUTCOMES = [...DISPUTE_VERDICTS, "withdrawn"] as const;
export type DisputeOutcome = (typeof DISPUTE_OUTCOMES)[number];

/** What a person may ask of their data: GDPR art. 17 and 18. */
export const DATA_RIGHTS = ["erasure", "restriction"] as const;
export type DataRight = (typeof DATA_RIGHTS)[number];
export const RIGHT_OUTCOMES = ["granted", "refused", "withdrawn"] as const;
export type RightOutcome = (typeof RIGHT_OUTCOMES)[number];

/** Why data have to be kept. */
export const LEGAL_HOLDS = [
  "open_case",
  "unpaid",
  "proceeding",
  "dispute",
  "accounting",
  "aml",
] as const;
export type LegalHoldKind = (typeof LEGAL_HOLDS)[number];

/** What is decided of a request; the choices of the field `decision` in request.yaml. */
export const REQUEST_DECISIONS = [
  "pending",
  ...DISPUTE_VERDICTS,
  "granted",
  "refused",
  "withdrawn",
] as const;
export type RequestDecision = (typeof REQUEST_DECISIONS)[number];

/** What a code to join by lets see. */
export const JOIN_SIGHTS = ["organisation", "subordinate"] as const;
export type JoinSight = (typeof JOIN_SIGHTS)[number];

export const JOIN_STATES = ["waiting", "accepted", "rejected", "ended"] as const;
export type JoinState = (typeof JOIN_STATES)[number];

/** Who may make an account by themselves: nobody, whoever has an organisation's code, anybody. */
export const REGISTRATIONS = ["closed", "code", "open"] as const;
export type Registration = (typeof REGISTRATIONS)[number];

/** What clients say of themselves. */
export const CLIENT_FIELDS = [
  "name",
  "taxId",
  "legalForm",
  "web",
  "dataBoxId",
  "address",
  "emails",
  "phones",
  "bankAccount",
  "contactPerson",
] as const;
export type ClientField = (typeof CLIENT_FIELDS)[number];

/** withdrawn: a newer one took its place; takenBack: an operator put the old value in again. */
export const CHANGE_STATES = [
  "applied",
  "waiting",
  "accepted",
  "rejected",
  "withdrawn",
  "takenBack",
] as const;
export type ChangeState = (typeof CHANGE_STATES)[number];
