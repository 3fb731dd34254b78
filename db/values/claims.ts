export const CURRENCIES = ["CZK", "EUR"] as const;

export const COMPONENT_KINDS = [
  "principal",
  "interest",
  "lateInterest",
  "contractualPenalty",
  "costs",
  "fee",
] as const;
export type ComponentKind = (typeof COMPONENT_KINDS)[number];

export const PAYMENT_SOURCES = ["hand", "import", "bank", "opening"] as const;
export type PaymentSource = (typeof PAYMENT_SOURCES)[number];

/** correction: it never happened, every balance forgets it; bounce: it happened and was taken back later. */
export const REVERSAL_KINDS = ["correction", "bounce"] as const;
export type ReversalKind = (typeof REVERSAL_KINDS)[number];
