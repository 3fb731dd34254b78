import { type Context, inTransaction } from "../context";
import { judgeProof } from "./proof";

/** Whether an answer to our own captcha is good; it is so once. */
export async function spendProof(ctx: Context, answer: string): Promise<boolean> {
  const { keys, now, actor } = ctx;
  const endsAt = judgeProof({ keys, now, tenantId: actor.tenantId }, answer);
  if (!endsAt) return false;
  const hash = keys.hash("portal:proof-spent", answer);
  return inTransaction(ctx, async (_, { sql }) => {
    const spent = await sql`
      insert into portal_spent_proofs (hash, ends_at) values (${hash}, ${endsAt})
      on conflict do nothing returning 1`;
    return spent.length > 0;
  });
}
