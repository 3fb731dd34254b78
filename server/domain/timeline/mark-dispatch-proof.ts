import type { z } from "zod";
import { DomainError } from "@/server/kernel/errors";
import { writeAudit } from "../audit";
import { refreshTimeline } from "../cases";
import { authorize, type Context, inTransaction } from "../context";
import { markDispatchProofInput } from "./inputs";
import { loadEvent } from "./load";

/**
 * A person's word that a document proves the dispatch of a pre-action notice that Saldo did not send, and
 * on which day; null takes it back. It is said of this very file: a new version is marked anew. Throws
 * precondition `timeline.not_a_document`, conflict `timeline.version_exists`,
 * `timeline.changed_meanwhile`, invalid `timeline.posted_later` for a day that has not come.
 */
export async function markDispatchProof(
  ctx: Context,
  raw: z.input<typeof markDispatchProofInput>,
): Promise<{ version: number }> {
  authorize(ctx, "cases:edit");
  const { eventId, version, postedOn } = markDispatchProofInput.parse(raw);
  if (postedOn !== null && postedOn > ctx.today) {
    throw new DomainError("invalid", "timeline.posted_later");
  }
  return inTransaction(ctx, async (inner, tx) => {
    const row = await loadEvent(tx, eventId);
    if (row.kind !== "document") throw new DomainError("precondition", "timeline.not_a_document");
    if (row.version !== version) throw new DomainError("conflict", "timeline.changed_meanwhile");
    const [newer] = await tx.sql`
      select 1 from case_events where replaces_event_id = ${eventId} and deleted_at is null`;
    if (newer) throw new DomainError("conflict", "timeline.version_exists");
    if (row.preActionPostedOn === postedOn) return { version };
    await tx.sql`
      update case_events set pre_action_posted_on = ${postedOn}::date, version = version + 1
       where id = ${eventId}`;
    await refreshTimeline(tx, [row.caseId]);
    const action = postedOn === null ? "timeline.unmark-proof" : "timeline.mark-proof";
    await writeAudit(inner, {
      ...{ action, entity: "case_event", entityId: eventId, caseId: row.caseId },
      before: { preActionPostedOn: row.preActionPostedOn },
      after: { preActionPostedOn: postedOn },
    });
    return { version: version + 1 };
  });
}
