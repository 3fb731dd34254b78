import type { z } from "zod";
import { writeAudit } from "../audit";
import { authorize, authorOf, type Context, inTransaction } from "../context";
import { visibleParty } from "../parties";
import { processScreeningsInput } from "./inputs";

/** Marks lines of the log as seen to, or takes the mark off. Answers how many changed. */
export async function processScreenings(
  ctx: Context,
  raw: z.input<typeof processScreeningsInput>,
): Promise<{ count: number }> {
  authorize(ctx, "registers:judge");
  const { screeningIds, isProcessed } = processScreeningsInput.parse(raw);
  return inTransaction(ctx, async (inner, tx) => {
    const rows = await tx.sql<{ id: number; partyId: number }[]>`
      update screenings s
         set processed_at = ${isProcessed ? inner.now : null},
             processed_by = ${isProcessed ? authorOf(inner.actor).id : null}
        from parties p
       where s.id = any(${screeningIds}::bigint[]) and p.id = s.party_id
         and (s.processed_at is not null) <> ${isProcessed} and ${visibleParty(tx, ctx.actor)}
      returning s.id, s.party_id as "partyId"`;
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
