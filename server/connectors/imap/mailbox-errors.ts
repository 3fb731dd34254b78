import { DomainError, isDomainError } from "@/server/kernel/errors";

/** Why a mailbox could not be read; texts are `errors.<reason>` of the namespace `mailbox`. */
export type MailboxReason =
  | "wrong_password"
  | "no_folder"
  | "timeout"
  | "unreachable"
  | "certificate"
  | "insecure"
  | "lost"
  | "throttled"
  | "odd_answer";

/** Nothing that another try would change. */
const FINAL: ReadonlySet<MailboxReason> = new Set(["wrong_password", "no_folder", "insecure"]);

export function mailboxError(reason: MailboxReason, cause?: unknown): DomainError {
  return new DomainError(
    { kind: "external", retryable: !FINAL.has(reason), cause },
    `mailbox.${reason}`,
  );
}

const BY_CODE: Readonly<Record<string, MailboxReason>> = {
  CONNECT_TIMEOUT: "timeout",
  GREETING_TIMEOUT: "timeout",
  UPGRADE_TIMEOUT: "timeout",
  ETIMEOUT: "timeout",
  ETIMEDOUT: "timeout",
  ECONNREFUSED: "unreachable",
  ENOTFOUND: "unreachable",
  EAI_AGAIN: "unreachable",
  EHOSTUNREACH: "unreachable",
  ENETUNREACH: "unreachable",
  ETHROTTLE: "throttled",
  DEPTH_ZERO_SELF_SIGNED_CERT: "certificate",
  SELF_SIGNED_CERT_IN_CHAIN: "certificate",
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: "certificate",
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: "certificate",
  CERT_HAS_EXPIRED: "certificate",
  ERR_TLS_CERT_ALTNAME_INVALID: "certificate",
  STARTTLS_INJECTION: "insecure",
  MissingServerExtension: "insecure",
  NoConnection: "lost",
  EConnectionClosed: "lost",
  StateLogout: "lost",
  ClosedAfterConnectText: "lost",
  ClosedAfterConnectTLS: "lost",
  ECONNRESET: "lost",
  EPIPE: "lost",
};

interface ClientError {
  code?: string;
  authenticationFailed?: boolean;
  serverResponseCode?: string;
  tlsFailed?: boolean;
}

/** What the client library, the network or the server said, as one of our codes. */
export function mailboxErrorOf(error: unknown, isTimeUp: boolean): DomainError {
  if (isDomainError(error)) return error;
  const { code, authenticationFailed, serverResponseCode, tlsFailed } = error as ClientError;
  if (isTimeUp) return mailboxError("timeout", error);
  // Some refuse the sign-in while they are out of order, which says nothing of the password.
  if (serverResponseCode === "UNAVAILABLE" || serverResponseCode === "INUSE") {
    return mailboxError("throttled", error);
  }
  if (authenticationFailed) return mailboxError("wrong_password", error);
  const known = BY_CODE[code ?? ""];
  if (known !== undefined) return mailboxError(known, error);
  return mailboxError(tlsFailed ? "insecure" : "odd_answer", error);
}
