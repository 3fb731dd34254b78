import { DomainError } from "@/server/kernel/errors";
import { changes, writeAudit } from "../audit";
import { authorize, inTransaction, type OperatorContext, reading } from "../context";
import { type SaveSiteInput, saveSiteInput } from "./inputs";

export interface SiteSettings {
  version: number;
  isOpen: boolean;
  slug: string;
  host: string | null;
  title: string;
  welcome: Record<string, string>;
  accent: string | null;
  languages: string[];
  frameOrigins: string[];
  contactEmail: string;
  contactPhone: string;
}

const NEW = {
  ...{ version: 0, isOpen: false, host: null, title: "", welcome: {}, accent: null },
  ...{ languages: ["cs", "sk", "en", "ru"], frameOrigins: [], contactEmail: "", contactPhone: "" },
};

/** The tenant's door as it stands; a shut one with our defaults where nobody has touched it. */
export async function siteSettings(ctx: OperatorContext): Promise<SiteSettings> {
  authorize(ctx, "settings:portal");
  return reading(ctx, async ({ sql }) => {
    const [[tenant], [site]] = await Promise.all([
      sql<{ slug: string }[]>`select slug from tenants`,
      sql<SiteSettings[]>`
        select version, is_open as "isOpen", host, title, welcome, accent, languages,
               frame_origins as "frameOrigins", contact_email as "contactEmail",
               contact_phone as "contactPhone" from portal_sites`,
    ]);
    return { ...NEW, ...site, slug: tenant?.slug ?? "" };
  });
}

/** Throws conflict `portal.changed_meanwhile`, `portal.host_taken`. */
export async function saveSite(ctx: OperatorContext, raw: SaveSiteInput): Promise<void> {
  authorize(ctx, "settings:portal");
  const { version, ...site } = saveSiteInput.parse(raw);
  const before = await siteSettings(ctx);
  await inTransaction(ctx, async (inner, { sql }) => {
    const rows = await sql`
      insert into portal_sites as s (is_open, host, title, welcome, accent, languages,
             frame_origins, contact_email, contact_phone, updated_at, updated_by)
      values (${site.isOpen}, ${site.host ?? null}, ${site.title}, ${JSON.stringify(site.welcome)},
              ${site.accent ?? null}, ${site.languages}, ${site.frameOrigins},
              ${site.contactEmail}, ${site.contactPhone}, ${ctx.now}, ${ctx.actor.operatorId})
      on conflict (tenant_id) do update set
             is_open = excluded.is_open, host = excluded.host, title = excluded.title,
             welcome = excluded.welcome, accent = excluded.accent, languages = excluded.languages,
             frame_origins = excluded.frame_origins, contact_email = excluded.contact_email,
             contact_phone = excluded.contact_phone, updated_at = excluded.updated_at,
             updated_by = excluded.updated_by, version = s.version + 1
       where s.version = ${version}
      returning version`.catch(hostTaken);
    if (rows.length === 0) throw new DomainError("conflict", "portal.changed_meanwhile");
    const changed = changes({ ...before }, { ...site, host: site.host ?? null });
    if (!changed) return;
    const { tenantId } = ctx.actor;
    const named = { entity: "portal_site", entityId: tenantId, action: "portal.save-site" };
    await writeAudit(inner, { ...named, ...changed });
  });
}

function hostTaken(error: { code?: string }): never {
  if (error.code !== "23505") throw error;
  throw new DomainError("conflict", "portal.host_taken", { field: "host" });
}
