import { writeAudit } from "../audit";
import { authorize, type Context, inTransaction } from "../context";
import { writeFact } from "../events";
import { type SaveRulesInput, saveRulesInput } from "./inputs";
import { readRules } from "./match-rules";

/**
 * What each step of matching may do from now on. Movements that wait are looked at again by the fact
 * `bank.rules-changed`; what is booked stays booked.
 */
export async function saveRules(ctx: Context, raw: SaveRulesInput): Promise<void> {
  authorize(ctx, "bank:accounts");
  const { rules } = saveRulesInput.parse(raw);
  await inTransaction(ctx, async (inner, tx) => {
    // One after the other: the later of two says all of it.
    await tx.sql`lock table match_rules in share row exclusive mode`;
    const before = await readRules(tx);
    await tx.sql`
      insert into match_rules (step, mode)
      select n.step, n.mode from unnest(${Object.keys(rules)}::text[],
                                        ${Object.values(rules)}::text[]) as n (step, mode)
      on conflict (tenant_id, step) do update set mode = excluded.mode`;
    await writeAudit(inner, {
      action: "bank.save-rules",
      entity: "match_rules",
      entityId: null,
      before,
      after: rules,
    });
    await writeFact(inner, { name: "bank.rules-changed", payload: {} });
  });
}
