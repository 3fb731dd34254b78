import { allocationProfiles, tags, tenants } from "@/db/schema";
import { DomainError } from "@/server/kernel/errors";
import { addFirstAdministrator } from "../access";
import { writeAudit } from "../audit";
import { type Context, makeToday, type SystemActor } from "../context";
import { defaultProfiles, defaultTags } from "./defaults";
import { CreateTenantInput } from "./inputs";

/** The platform: a connection of the role that owns the tables, which alone may make tenants. */
export type Platform = Pick<Context, "db" | "keys" | "log" | "now">;

export interface CreatedTenant {
  tenantId: number;
  administratorId: number;
  /** Told once; null when the password was given. */
  temporaryPassword: string | null;
}

/**
 * Makes a tenant with its first administrator, orders of payment and tags, all or nothing.
 * Throws DomainError conflict `settings.tenant_exists` for a slug that is taken.
 */
export async function createTenant(
  platform: Platform,
  given: CreateTenantInput,
): Promise<CreatedTenant> {
  const input = CreateTenantInput.parse(given);
  const { slug, name, country, language } = input;
  const nobody = { tenantId: null, actorKind: "system", actorId: null, accessGroupIds: [] };
  return platform.db.begin(nobody, async (tx) => {
    const [tenant] = await tx
      .insert(tenants)
      .values({ slug, name, country, language, createdAt: platform.now })
      .onConflictDoNothing()
      .returning({ id: tenants.id });
    if (!tenant) throw new DomainError("conflict", "settings.tenant_exists", { slug });
    await tx.sql`select set_config('app.tenant_id', ${String(tenant.id)}, true),
                        set_config('app.access_groups', '*', true)`;
    const actor: SystemActor = {
      kind: "system",
      tenantId: tenant.id,
      job: "create-tenant",
      language,
    };
    const ctx = { ...platform, actor, today: makeToday(platform.now), tx };
    await writeAudit(ctx, {
      action: "settings.create-tenant",
      entity: "tenant",
      entityId: tenant.id,
      after: { slug, name, country, language },
    });
    const administrator = await addFirstAdministrator(ctx, { ...input.administrator, language });
    await seedDefaults(ctx, input);
    return {
      tenantId: tenant.id,
      administratorId: administrator.operatorId,
      temporaryPassword: administrator.temporaryPassword,
    };
  });
}

async function seedDefaults(
  { tx, now }: Context,
  { country }: { country: "CZ" | "SK" },
): Promise<void> {
  if (!tx) throw new Error("defaults are written with the tenant");
  await tx
    .insert(allocationProfiles)
    .values(defaultProfiles(country).map((profile) => ({ ...profile, createdAt: now })));
  await tx.insert(tags).values(
    defaultTags(country).map(({ name, effect }) => ({
      code: effect,
      name,
      colour: effect === "do_not_contact" ? "danger" : "warning",
      effects: [effect],
    })),
  );
}
