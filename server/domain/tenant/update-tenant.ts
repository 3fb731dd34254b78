import { eq } from "drizzle-orm";
import { tenants } from "@/db/schema";
import { DomainError } from "@/server/kernel/errors";
import { changes, writeAudit } from "../audit";
import { authorize, inTransaction, type OperatorContext, reading } from "../context";
import {
  checkDetails,
  type LetterDetail,
  missingOf,
  TENANT_DETAILS,
  type TenantDetail,
  UpdateTenantInput,
} from "./inputs";

type Details = Record<TenantDetail, string>;

function detailsOf(settings: Record<string, unknown>): Details {
  const kept = (settings.details ?? {}) as Partial<Details>;
  return Object.fromEntries(TENANT_DETAILS.map((key) => [key, kept[key] ?? ""])) as Details;
}

/** The tenant's own name, country, default language, and how it signs its letters. */
export async function tenantSettings(ctx: OperatorContext) {
  authorize(ctx, "settings:register");
  const { slug, name, country, language, settings } = tenants;
  const [tenant] = await reading(ctx, (tx) =>
    tx
      .select({ slug, name, country, language, settings })
      .from(tenants)
      .where(eq(tenants.id, ctx.actor.tenantId)),
  );
  if (!tenant) throw new Error("the tenant of a signed-in operator has no row");
  const { settings: kept, ...head } = tenant;
  return { ...head, ...detailsOf(kept) };
}

/** What letters need to say of the company and cannot: for whoever works with them. */
export async function missingDetails(ctx: OperatorContext): Promise<LetterDetail[]> {
  authorize(ctx, "messages:read");
  const [tenant] = await reading(ctx, (tx) =>
    tx
      .select({ settings: tenants.settings })
      .from(tenants)
      .where(eq(tenants.id, ctx.actor.tenantId)),
  );
  return missingOf(detailsOf(tenant?.settings ?? {}));
}

/**
 * Name, default language and details; the slug stands in addresses and stays. Numbers are kept as they
 * are printed. Throws invalid `kernel.…_bad_shape` for what is no number of its kind.
 */
export async function updateTenant(ctx: OperatorContext, given: UpdateTenantInput): Promise<void> {
  authorize(ctx, "settings:register");
  const input = UpdateTenantInput.parse(given);
  const { tenantId } = ctx.actor;
  await inTransaction(ctx, async (ctx, tx) => {
    const mine = eq(tenants.id, tenantId);
    const [tenant] = await tx.select().from(tenants).where(mine).for("update");
    if (!tenant) return;
    const { name, language, ...typed } = input;
    const { details: checked, faults } = checkDetails(typed, tenant.country === "SK" ? "SK" : "CZ");
    const [fault] = faults;
    if (fault) throw new DomainError("invalid", fault.code, fault.params);
    const details = { ...typed, ...checked };
    const before = { ...tenant, ...detailsOf(tenant.settings) };
    const diff = changes(before, { name, language, ...details });
    if (!diff) return;
    await tx
      .update(tenants)
      .set({ name, language, settings: { ...tenant.settings, details } })
      .where(mine);
    const row = { entity: "tenant", entityId: tenantId, ...diff };
    await writeAudit(ctx, { action: "settings.update-tenant", ...row });
  });
}
