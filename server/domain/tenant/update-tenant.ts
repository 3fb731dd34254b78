import { eq } from "drizzle-orm";
import { tenants } from "@/db/schema";
import { changes, writeAudit } from "../audit";
import { authorize, inTransaction, type OperatorContext, reading } from "../context";
import { UpdateTenantInput } from "./inputs";

/** The tenant's own name, country and default language. */
export async function tenantSettings(ctx: OperatorContext) {
  authorize(ctx, "settings:register");
  const { slug, name, country, language } = tenants;
  const [tenant] = await reading(ctx, (tx) =>
    tx
      .select({ slug, name, country, language })
      .from(tenants)
      .where(eq(tenants.id, ctx.actor.tenantId)),
  );
  if (!tenant) throw new Error("the tenant of a signed-in operator has no row");
  return tenant;
}

/** Name and default language; the slug stands in addresses and stays. */
export async function updateTenant(ctx: OperatorContext, given: UpdateTenantInput): Promise<void> {
  authorize(ctx, "settings:register");
  const input = UpdateTenantInput.parse(given);
  const { tenantId } = ctx.actor;
  await inTransaction(ctx, async (ctx, tx) => {
    const mine = eq(tenants.id, tenantId);
    const [tenant] = await tx.select().from(tenants).where(mine).for("update");
    const diff = tenant && changes(tenant, input);
    if (!diff) return;
    await tx.update(tenants).set(input).where(mine);
    const row = { entity: "tenant", entityId: tenantId, ...diff };
    await writeAudit(ctx, { action: "settings.update-tenant", ...row });
  });
}
