/** broken: the bank does not know the token any more; only a person can help. */
export const CONNECTION_STATES = ["active", "broken"] as const;
export type ConnectionState = (typeof CONNECTION_STATES)[number];

/** own: payments entered here as the accounting system would; http: a feed that is called. */
export const SOURCE_KINDS = ["own", "http"] as const;
export type SourceKind = (typeof SOURCE_KINDS)[number];

/** Payments of a source are counted so far; one more stands for "more than that". */
export const COUNTED_MAX = 10_000;
