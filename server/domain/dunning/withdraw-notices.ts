import type { Tx } from "@/db/client";
import { reverseCharge } from "../claims";
import { type Context, inTransaction } from "../context";

interface Notice {
  id: number;
  claimId: number;
  caseId: number;
  anchorOn: string;
  entryId: number | null;
}

/**
 * A notice whose message will not leave was none: its fee goes back, and the claim is due for its step
 * again. Doing it twice is harmless. A job's work, not a verb.
 */
export async function withdrawNotices(
  ctx: Context,
  { messageId }: { messageId: number },
): Promise<{ count: number }> {
  return inTransaction(ctx, async (inner, tx) => {
    const caseIds = (await readNotices(tx, messageId)).map(({ caseId }) => caseId);
    await tx.sql`select 1 from cases where id = any(${caseIds}::bigint[]) order by id for update`;
    // Only who holds the cases knows what there is.
    const notices = await readNotices(tx, messageId);
    if (notices.length === 0) return { count: 0 };
    for (const { entryId } of notices) {
      // A person may have taken the fee back themselves meanwhile.
      if (entryId !== null) await reverseCharge(inner, { entryId, reason: "dunning:not_sent" });
    }
    await tx.sql`delete from dunning_notices where id = any(${notices.map(({ id }) => id)}::bigint[])`;
    await rebuildPositions(tx, notices);
    return { count: notices.length };
  });
}

/** Those of the message, or of the one that it stood in for. */
function readNotices({ sql }: Tx, messageId: number): Promise<Notice[]> {
  return sql<Notice[]>`
    select n.id, n.claim_id as "claimId", n.case_id as "caseId", n.anchor_on as "anchorOn",
           (select e.id from component_entries e
             where e.component_id = n.fee_component_id and e.reverses_id is null
               and not exists (select from component_entries r where r.reverses_id = e.id)
             limit 1) as "entryId"
      from dunning_notices n
     where n.message_id = coalesce(
             (select m.replaces_id from messages m where m.id = ${messageId}), ${messageId})`.then(
    (rows) => [...rows],
  );
}

/** Where the claims stand by what is left. */
async function rebuildPositions({ sql }: Tx, notices: readonly Notice[]): Promise<void> {
  const claimIds = notices.map(({ claimId }) => claimId);
  await sql`delete from dunning_positions where claim_id = any(${claimIds}::bigint[])`;
  await sql`
    insert into dunning_positions (claim_id, anchor_on, day_offset, sent_on, series_ids)
    select n.claim_id, n.anchor_on, max(n.day_offset), max(n.sent_on), array_agg(n.series_id)
      from dunning_notices n where n.claim_id = any(${claimIds}::bigint[])
     group by n.claim_id, n.anchor_on`;
}
