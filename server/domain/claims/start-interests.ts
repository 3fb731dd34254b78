import { authorize, type Context, inTransaction } from "../context";
import { type Borne, bearInterest } from "./bear-interest";
import { type StartInterestsInput, startInterestsInput } from "./inputs";
import { reallocateCases } from "./reallocate-cases";

/**
 * Many claims bear late interest from the day after each is due, by one regime or by the pack of each
 * case. Answers which began and why the others did not; claims the actor may not see are in neither.
 */
export async function startInterests(ctx: Context, raw: StartInterestsInput): Promise<Borne> {
  authorize(ctx, "claims:edit");
  const { claimIds, rule } = startInterestsInput.parse(raw);
  return inTransaction(ctx, async (inner, tx) => {
    await tx.sql`
      select id from cases where id in (select case_id from claims where id = any(${claimIds}))
       order by id for no key update`;
    const borne = await bearInterest(inner, tx, { claimIds, rule });
    const caseIds = borne.started.map(({ caseId }) => caseId);
    await reallocateCases(inner, tx, { caseIds });
    return borne;
  });
}
