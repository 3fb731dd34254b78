/** Values that an error message may show; money and days arrive already formatted. */
export type ErrorParams = Record<string, string | number>;

export const ERROR_KINDS = [
  "not_found",
  "forbidden",
  "invalid",
  "conflict",
  "precondition",
  "external",
] as const;

/** Chooses the tRPC code, the HTTP status and whether a step is tried again. */
export type ErrorKind = (typeof ERROR_KINDS)[number];

export type ErrorOrigin = { kind: ErrorKind; retryable?: boolean; cause?: unknown };

// A registered symbol is the same in every copy of this module (server bundle, test, worker), where
// `instanceof` would answer no.
const BRAND = Symbol.for("saldo.domain-error");

/**
 * A refusal that a person may read. `code` is `<namespace>.<reason>`; its text is the i18n message
 * `errors.<reason>` of that namespace. Outside systems ("external") are worth another try unless
 * the origin says `retryable: false`; nothing else is.
 */
export class DomainError extends Error {
  readonly kind: ErrorKind;
  readonly code: string;
  readonly params: ErrorParams;
  readonly retryable: boolean;

  constructor(origin: ErrorKind | ErrorOrigin, code: string, params: ErrorParams = {}) {
    const from: ErrorOrigin = typeof origin === "string" ? { kind: origin } : origin;
    const { kind, retryable, cause } = from;
    super(code, cause === undefined ? undefined : { cause });
    this.name = "DomainError";
    this.kind = kind;
    this.code = code;
    this.params = params;
    this.retryable = retryable ?? kind === "external";
    Object.defineProperty(this, BRAND, { value: true });
  }
}

/** True for a DomainError of any copy of this module. */
export function isDomainError(value: unknown): value is DomainError {
  return typeof value === "object" && value !== null && BRAND in value;
}
