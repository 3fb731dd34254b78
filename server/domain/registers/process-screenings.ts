import { writeAudit } from "../audit";
import { authorize, authorOf, type Context, inTransaction } from "../context";
import { visibleParty } from "../parties";
import { pickedRows } from "../picked-rows";
import { type ProcessScreeningsInput, processScreeningsInput } from "./inputs";
import { conditions } from "./list-screenings";
import { partiesOf } from "./parties-of";

/**
 * Marks lines of the log as seen to, or takes the mark off: named ones, or all that match. Answers how
 * many changed.
 */
export async function processScreenings(
  ctx: Context,
  raw: ProcessScreeningsInput,
): Promise<{ count: number }> {
  authorize(ctx, "registers:judge");
  const { screeningIds, matching, isProcessed } = processScreeningsInput.parse(raw);
  return inTransaction(ctx, async (inner, tx) => {
    const { sql } = tx;
    const picked = matching
      ? ({ mode: "all", except: matching.except } as const)
      : ({ mode: "some", ids: screeningIds } as const);
    const rows = await sql<{ id: number; partyId: number }[]>`
      with wanted as (
        select s.id, p.id as party_id from screenings s ${partiesOf(tx)}
         where (s.processed_at is not null) <> ${isProcessed} and ${visibleParty(tx, ctx.actor)}
           and ${conditions(tx, matching?.filter ?? {})} ${pickedRows(tx, { id: sql`s.id`, picked })}
         order by s.id for no key update of s
      )
      update screenings s
         set processed_at = ${isProcessed ? inner.now : null},
             processed_by = ${isProcessed ? authorOf(inner.actor).id : null}
        from wanted w where s.id = w.id
      returning s.id, w.party_id as "partyId"`;
    await writeAudit(
      inner,
      rows.map(({ id, partyId }) => ({
        ...{ action: "registers.process", entity: "party", entityId: partyId },
        after: { screeningId: id, isProcessed },
      })),
    );
    return { count: rows.length };
  });
}
