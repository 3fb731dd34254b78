import type { Tx } from "@/db/client";
import { DomainError } from "@/server/kernel/errors";
import { writeAudit } from "../audit";
import { moveCase, updateCase, writeSystemEvents } from "../cases";
import { authorize, inTransaction, type OperatorContext } from "../context";
import { asHouse } from "./as-house";
import { askSomebody } from "./ask-somebody";
import { refreshClocks } from "./clock/refresh-clocks";
import { type MergeRequestsInput, mergeRequestsInput } from "./desk-inputs";
import { type LockedRequest, lockRequests } from "./lock-requests";

/**
 * Makes two requests of a client one: the other is closed and leads to the first, which shows its
 * posts. Merged already, it stays so. Throws not_found, invalid `requests.merge_itself`, precondition
 * `requests.merge_other_client`, `requests.merge_other_wall`, `requests.merged`, `requests.closed`.
 */
export async function mergeRequests(ctx: OperatorContext, raw: MergeRequestsInput): Promise<void> {
  authorize(ctx, "cases:edit");
  authorize(ctx, "cases:move");
  const { caseId, otherId } = mergeRequestsInput.parse(raw);
  if (caseId === otherId) throw new DomainError("invalid", "requests.merge_itself");
  await inTransaction(ctx, async (inner, tx) => {
    const rows = await lockRequests(tx, [caseId, otherId]);
    const kept = rows.find((row) => row.caseId === caseId);
    const other = rows.find((row) => row.caseId === otherId);
    if (!kept || !other) throw new DomainError("not_found", "requests.not_found");
    if (other.mergedIntoId === caseId) return;
    assertMergeable(kept, other);
    const { state: otherState } = other;
    if (otherState !== "closed") await moveCase(inner, { caseId: otherId, transition: "close" });
    await tx.sql`
      update desk_requests set merged_into_id = ${caseId}
       where case_id = ${otherId} or merged_into_id = ${otherId}`;
    await keepRating(inner, tx, { caseId, otherId });
    await wakeKept(inner, { kept, otherState });
    await writeSystemEvents(inner, [
      { caseId, code: "request.merged", params: { refNo: other.refNo, isKept: true } },
      { caseId: otherId, code: "request.merged", params: { refNo: kept.refNo, isKept: false } },
    ]);
    await writeAudit(inner, {
      ...{ action: "requests.merge", entity: "case", entityId: otherId, caseId: otherId },
      after: { mergedIntoId: caseId },
    });
    await refreshClocks(tx, { now: ctx.now, caseIds: [caseId, otherId] });
  });
}

function assertMergeable(kept: LockedRequest, other: LockedRequest): void {
  const refuse = (code: string, refNo: string) => new DomainError("precondition", code, { refNo });
  if (kept.mergedIntoId !== null) throw refuse("requests.merged", kept.refNo);
  if (other.mergedIntoId !== null) throw refuse("requests.merged", other.refNo);
  if (kept.clientId === null || kept.clientId !== other.clientId) {
    throw refuse("requests.merge_other_client", other.refNo);
  }
  // Posts would be seen by those who do not see the case that they were written in.
  if (kept.wallId !== other.wallId) throw refuse("requests.merge_other_wall", other.refNo);
  if (kept.state === "closed") throw refuse("requests.closed", kept.refNo);
}

/** What its client said of the other counts for the one that is left, which nobody has rated. */
async function keepRating(
  ctx: OperatorContext,
  { sql }: Tx,
  { caseId, otherId }: { caseId: number; otherId: number },
): Promise<void> {
  const [row] = await sql<{ version: number; rating: string }[]>`
    select k.version, o.fields->>'rating' as rating from cases k join cases o on o.id = ${otherId}
     where k.id = ${caseId} and k.fields->>'rating' is null and o.fields->>'rating' is not null`;
  if (!row) return;
  const { version, rating } = row;
  await updateCase(asHouse(ctx), { caseId, version, fields: { rating } });
}

/** Where the other waited for us, the one that is left waits for us, too. */
async function wakeKept(
  ctx: OperatorContext,
  { kept, otherState }: { kept: LockedRequest; otherState: string },
): Promise<void> {
  const isWaiting = otherState === "new" || otherState === "in-progress";
  const isAsleep = kept.state === "waiting-client" || kept.state === "resolved";
  if (!isWaiting) return;
  if (isAsleep) await moveCase(ctx, { caseId: kept.caseId, transition: "client-replied" });
  // The task of the other ended with it.
  await askSomebody(asHouse(ctx), kept.caseId);
}
