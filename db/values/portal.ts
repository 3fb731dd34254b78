/** Whose records a client sees beside their own. */
export const PORTAL_SIGHTS = ["own", "organisation"] as const;
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
  "other",
] as const;
export type RequestKind = (typeof REQUEST_KINDS)[number];

/** What a client may have confirmed. */
export const PAPER_KINDS = ["payment", "noDebt"] as const;
export type PaperKind = (typeof PAPER_KINDS)[number];
