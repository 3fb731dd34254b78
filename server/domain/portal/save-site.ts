import { DomainError } from "@/server/kernel/errors";
import { changes, writeAudit } from "../audit";
import { authorize, inTransaction, type OperatorContext, reading } from "../context";
import { type SaveSiteInput, saveSiteInput } from "./inputs";

export interface SiteSettings {
  version: number;
  isOpen: boolean;
  slug: string;
  title: string;
  welcome: Record<string, string>;
  accent: string | null;
  planCountMax: number;
  planLeastMinor: number;
  languages: string[];
  contactEmail: string;
  contactPhone: string;
}

const NEW = {
  ...{ version: 0, isOpen: false, title: "", welcome: {}, accent: null },
  ...{ planCountMax: 0, planLeastMinor: 50_000 },
  ...{ languages: ["cs", "sk", "en", "ru"], contactEmail: "", contactPhone: "" },
};

/** The tenant's door as it stands; a shut one with our defaults where nobody has touched it. */
export async function siteSettings(ctx: OperatorContext): Promise<SiteSettings> {
  authorize(ctx, "settings:portal");
  return reading(ctx, async ({ sql }) => {
    const [[tenant], [site]] = await Promise.all([
      sql<{ slug: string }[]>`select slug from tenants`,
      sql<SiteSettings[]>`
        select version, is_open as "isOpen", title, welcome, accent,
               plan_count_max as "planCountMax", plan_least_minor as "planLeastMinor", languages,
               contact_email as "contactEmail",
               contact_phone as "contactPhone" from portal_sites`,
    ]);
    return { ...NEW, ...site, slug: tenant?.slug ?? "" };
  });
}

/** Throws conflict `portal.changed_meanwhile`. */
export async function saveSite(ctx: OperatorContext, raw: SaveSiteInput): Promise<void> {
  authorize(ctx, "settings:portal");
  const { version, ...site } = saveSiteInput.parse(raw);
  const before = await siteSettings(ctx);
  await inTransaction(ctx, async (inner, { sql }) => {
    const rows = await sql`
      insert into portal_sites as s (is_open, title, welcome, accent, plan_count_max, plan_least_minor, languages,
             contact_email, contact_phone, updated_at, updated_by)
      values (${site.isOpen}, ${site.title}, ${JSON.stringify(site.welcome)},
              ${site.accent ?? null}, ${site.planCountMax}, ${site.planLeastMinor}, ${site.languages},
              ${site.contactEmail}, ${site.contactPhone}, ${ctx.now}, ${ctx.actor.operatorId})
      on conflict (tenant_id) do update set
             is_open = excluded.is_open, title = excluded.title,
             welcome = excluded.welcome, accent = excluded.accent,
             plan_count_max = excluded.plan_count_max,
             plan_least_minor = excluded.plan_least_minor, languages = excluded.languages,
             contact_email = excluded.contact_email,
             contact_phone = excluded.contact_phone, updated_at = excluded.updated_at,
             updated_by = excluded.updated_by, version = s.version + 1
       where s.version = ${version}
      returning version`;
    if (rows.length === 0) throw new DomainError("conflict", "portal.changed_meanwhile");
    const changed = changes({ ...before }, { ...site });
    if (!changed) return;
    const { tenantId } = ctx.actor;
    const named = { entity: "portal_site", entityId: tenantId, action: "portal.save-site" };
    await writeAudit(inner, { ...named, ...changed });
  });
}
