/** Whose records a client sees beside their own. */
export const PORTAL_SIGHTS = ["own", "organisation"] as const;
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

/** What a client may have confirmed. */
export const PAPER_KINDS = ["payment", "noDebt"] as const;
export type PaperKind = (typeof PAPER_KINDS)[number];
