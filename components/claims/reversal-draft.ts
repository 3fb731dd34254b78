import type { ReversalKind } from "@/db/values/claims";
import type { BulkRequest } from "../lists/bulk";

export type ReversalDraft = { kind: ReversalKind; valueOn: string | null; reason: string };

/** What the verb takes; null while the reason, or the day of a bounce, is missing. */
export function reversalRequest({ kind, valueOn, reason }: ReversalDraft): BulkRequest | null {
  const why = reason.trim();
  if (why === "") return null;
  if (kind === "correction") return { action: "reverse", params: { kind, reason: why } };
  return valueOn === null ? null : { action: "reverse", params: { kind, valueOn, reason: why } };
}
