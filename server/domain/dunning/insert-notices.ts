import type { Tx } from "@/db/client";
import type { Context } from "../context";
import type { DueLetter } from "./letters-due";

/**
 * Writes down which claim got which step by which message, and moves their positions on. A second
 * notice of the same step since the same day breaks the key and with it the whole transaction.
 */
export async function insertNotices(
  ctx: Context,
  { sql }: Tx,
  given: {
    sent: readonly { letter: DueLetter; messageId: number }[];
    charged: ReadonlyMap<number, number>;
  },
): Promise<void> {
  const rows = given.sent.flatMap(({ letter, messageId }) =>
    letter.claims.map(({ claimId, caseId, anchorOn, step }) => ({
      ...{ claim_id: claimId, case_id: caseId, series_id: step.seriesId, step_id: step.id },
      ...{ anchor_on: anchorOn, day_offset: step.dayOffset, sent_on: ctx.today },
      ...{ message_id: messageId, fee_component_id: given.charged.get(claimId) ?? null },
    })),
  );
  if (rows.length === 0) return;
  await sql`insert into dunning_notices ${sql(rows)}`;
  await sql`
    insert into dunning_positions as p (claim_id, anchor_on, day_offset, sent_on, series_ids)
    select r.claim_id, r.anchor_on::date, r.day_offset, ${ctx.today}::date, array[r.series_id]
      from unnest(${rows.map((row) => row.claim_id)}::bigint[],
                  ${rows.map((row) => row.anchor_on)}::text[],
                  ${rows.map((row) => row.day_offset)}::int[],
                  ${rows.map((row) => row.series_id)}::bigint[])
           as r(claim_id, anchor_on, day_offset, series_id)
    on conflict (tenant_id, claim_id, anchor_on) do update
       set day_offset = excluded.day_offset, sent_on = excluded.sent_on,
           series_ids = p.series_ids || excluded.series_ids`;
}
