import { DomainError } from "@/server/kernel/errors";
import { writeAudit } from "../audit";
import { authorize, authorOf, type Context, inTransaction } from "../context";
import { requireVisibleParties } from "../parties";
import { type JudgeHitInput, judgeHitInput } from "./inputs";
import { isInsolvencyRegister } from "./record";
import { settleInsolvency } from "./settle-insolvency";

/**
 * A person says of a record that it is this party ("watch") or somebody else of that name
 * ("false_match"); null takes that back. It holds for every later answer about the same record.
 * Throws not_found `registers.hit_not_found`, `parties.not_found`.
 */
export async function judgeHit(ctx: Context, raw: JudgeHitInput): Promise<void> {
  authorize(ctx, "registers:judge");
  const { partyId, register, mark, verdict, reason } = judgeHitInput.parse(raw);
  await inTransaction(ctx, async (inner, tx) => {
    const { sql } = tx;
    await requireVisibleParties(inner, tx, [partyId]);
    const [hit] = await sql`
      select id from screening_hits
       where party_id = ${partyId} and register = ${register} and mark = ${mark} limit 1`;
    if (!hit) throw new DomainError("not_found", "registers.hit_not_found");
    const [before] = await sql<{ verdict: string; reason: string | null }[]>`
      select verdict, reason from hit_verdicts
       where party_id = ${partyId} and register = ${register} and mark = ${mark} for update`;
    if (verdict === null) {
      await sql`delete from hit_verdicts
                 where party_id = ${partyId} and register = ${register} and mark = ${mark}`;
    } else {
      await sql`
        insert into hit_verdicts (party_id, register, mark, verdict, reason, decided_at, decided_by)
        values (${partyId}, ${register}, ${mark}, ${verdict}, ${reason || null}, ${inner.now},
                ${authorOf(inner.actor).id})
        on conflict (tenant_id, party_id, register, mark) do update
           set verdict = excluded.verdict, reason = excluded.reason,
               decided_at = excluded.decided_at, decided_by = excluded.decided_by`;
    }
    await writeAudit(inner, {
      ...{ action: "registers.judge", entity: "party", entityId: partyId },
      before: before ? { register, mark, verdict: before.verdict } : null,
      after: { register, mark, verdict },
      reason: reason || null,
    });
    if (isInsolvencyRegister(register)) {
      await settleInsolvency(inner, tx, { partyIds: [partyId], cause: "verdict" });
    }
  });
}
