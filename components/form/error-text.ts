"use client";

import { useTranslations } from "next-intl";
import { useCallback } from "react";

type Params = Record<string, string | number>;

/** What every transport of ours carries of a DomainError, or of a Finding. */
export type CodedError = { code: string; params?: Params };

type LooseTranslator = ((key: string, params?: Params) => string) & { has(key: string): boolean };

/** The message key of a code: "cases.not_found" -> "cases.errors.not_found". */
export function messageKey(code: string): string {
  const [namespace, ...reason] = code.split(".");
  return `${namespace}.errors.${reason.join(".")}`;
}

/** Text of a code in the reader's language; null where no text exists. */
export function useCodeText(): (code: string, params?: Params) => string | null {
  // Codes arrive as data, so their keys cannot be typed; the completeness test covers them.
  const t = useTranslations() as unknown as LooseTranslator;
  return useCallback(
    (code, params) => (t.has(messageKey(code)) ? t(messageKey(code), params) : null),
    [t],
  );
}

/** Text of any caught error: its code's own, else by its kind, else "unexpected". */
export function useErrorText(): (error: unknown) => string {
  const codeText = useCodeText();
  return useCallback(
    (error) => {
      const coded = codedError(error);
      const known = coded ? codeText(coded.code, coded.params) : null;
      return known ?? codeText(`shell.${fallbackReason(error)}`) ?? "";
    },
    [codeText],
  );
}

/** The code inside a tRPC error (`data.domain`), a DomainError or a Finding; null in others. */
export function codedError(error: unknown): CodedError | null {
  if (!isRecord(error)) return null;
  const data = isRecord(error.data) ? error.data : null;
  const source = data && isRecord(data.domain) ? data.domain : data ? null : error;
  if (!source || typeof source.code !== "string" || !source.code.includes(".")) return null;
  return { code: source.code, params: isRecord(source.params) ? (source.params as Params) : {} };
}

function fallbackReason(error: unknown): string {
  if (!isRecord(error)) return "unknown";
  const transport = isRecord(error.data) ? error.data.code : undefined;
  if (transport === "UNAUTHORIZED") return "session_ended";
  if (transport === "FORBIDDEN") return "forbidden";
  if (transport === "NOT_FOUND") return "not_found";
  return isNetworkFailure(error) ? "network" : "unknown";
}

/** tRPC wraps a failed fetch: no data from a server, a TypeError as the cause. */
function isNetworkFailure(error: Record<string, unknown>): boolean {
  return error instanceof TypeError || (!error.data && error.cause instanceof TypeError);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
