import { writeAudit } from "../audit";
import { authorize, type Context, inTransaction } from "../context";

/**
 * From now on the rule packs order the company's payments, where no group chose otherwise: no order
 * is the default any more. What is allocated stays until its case is computed anew.
 */
export async function orderByLaw(ctx: Context): Promise<void> {
  authorize(ctx, "settings:register");
  await inTransaction(ctx, async (inner, { sql }) => {
    const gone = await sql<{ id: number }[]>`
      update allocation_profiles set is_default = false where is_default returning id`;
    await writeAudit(
      inner,
      gone.map(({ id }) => ({
        action: "claims.save-profile",
        entity: "allocation_profile",
        entityId: id,
        before: { isDefault: true },
        after: { isDefault: false },
      })),
    );
  });
}
