/** Whose records a client sees beside their own. */
export const PORTAL_SIGHTS = ["own", "organisation", "subordinate"] as const;
export type PortalSight = (typeof PORTAL_SIGHTS)[number];

export const INVITATION_CHANNELS = ["email", "qr"] as const;
export type InvitationChannel = (typeof INVITATION_CHANNELS)[number];

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
  "other",
] as const;
export type RequestKind = (typeof REQUEST_KINDS)[number];

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
