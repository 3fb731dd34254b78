import type { Tx } from "@/db/client";
import type { Captcha } from "@/db/values/portal";
import { DomainError } from "@/server/kernel/errors";
import { takenKeyOf } from "@/server/kernel/fault";
import { changes, writeAudit } from "../audit";
import { authorize, inTransaction, type OperatorContext, reading } from "../context";
import { type SaveSiteInput, saveSiteInput } from "./inputs";

export interface SiteSettings {
  version: number;
  isOpen: boolean;
  slug: string;
  title: string;
  welcome: Record<string, string>;
  footer: Record<string, string>;
  imprintUrl: string;
  privacyUrl: string;
  accent: string | null;
  logoHash: string | null;
  planCountMax: number;
  planLeastMinor: number;
  languages: string[];
  contactEmail: string;
  contactPhone: string;
  host: string | null;
  frameOrigins: string[];
  captcha: Captcha;
  captchaSiteKey: string;
  /** Whether a secret of the captcha's provider is kept; it is never shown again. */
  hasCaptchaSecret: boolean;
}

const NEW = {
  ...{ version: 0, isOpen: false, title: "", welcome: {}, footer: {}, accent: null },
  ...{ imprintUrl: "", privacyUrl: "", planCountMax: 0, planLeastMinor: 50_000 },
  ...{ languages: ["cs", "sk", "en", "ru"], contactEmail: "", contactPhone: "" },
  ...{ host: null, frameOrigins: [], captcha: "proof" as const, captchaSiteKey: "" },
  ...{ hasCaptchaSecret: false },
};

/** The tenant's door as it stands; a shut one with our defaults where nobody has touched it. */
export async function siteSettings(ctx: OperatorContext): Promise<SiteSettings> {
  authorize(ctx, "settings:portal");
  return reading(ctx, async ({ sql }) => {
    const [[tenant], [site]] = await Promise.all([
      sql<{ slug: string; logoHash: string | null }[]>`
        select t.slug, l.content_hash as "logoHash"
          from tenants t left join portal_logos l on true`,
      sql<SiteSettings[]>`
        select version, is_open as "isOpen", title, welcome, footer, accent,
               imprint_url as "imprintUrl", privacy_url as "privacyUrl",
               plan_count_max as "planCountMax", plan_least_minor as "planLeastMinor", languages,
               contact_email as "contactEmail", contact_phone as "contactPhone", host,
               frame_origins as "frameOrigins", captcha, captcha_site_key as "captchaSiteKey",
               captcha_secret is not null as "hasCaptchaSecret" from portal_sites`,
    ]);
    return { ...NEW, ...site, slug: tenant?.slug ?? "", logoHash: tenant?.logoHash ?? null };
  });
}

type Site = Omit<ReturnType<typeof saveSiteInput.parse>, "version">;

/**
 * Throws conflict `portal.changed_meanwhile`, `portal.host_taken` where another tenant's door or the
 * operators' own pages stand under that host, invalid `portal.captcha_keys_missing`.
 */
export async function saveSite(ctx: OperatorContext, raw: SaveSiteInput): Promise<void> {
  authorize(ctx, "settings:portal");
  const { version, captchaSecret, ...given } = saveSiteInput.parse(raw);
  const site = { ...given, host: given.host || null };
  const before = await siteSettings(ctx);
  const isKept = before.hasCaptchaSecret && before.captcha === site.captcha;
  requireKeys(site, isKept || Boolean(captchaSecret));
  const { baseUrl } = ctx.outside ?? {};
  if (site.host && baseUrl && new URL(baseUrl).hostname === site.host) throw hostTaken();
  await inTransaction(ctx, async (inner, tx) => {
    await write(inner, tx, { version, site, captchaSecret: captchaSecret || null });
    const changed = changes({ ...before }, { ...site });
    if (!changed && !captchaSecret) return;
    const named = { entity: "portal_site", entityId: ctx.actor.tenantId };
    await writeAudit(inner, { ...named, action: "portal.save-site", ...changed });
  }).catch((cause: unknown) => {
    throw takenKeyOf(cause) === "portal_sites_host_taken" ? hostTaken() : cause;
  });
}

const hostTaken = () => new DomainError("conflict", "portal.host_taken", { field: "host" });

/** Somebody else's captcha works with both keys or not at all. */
function requireKeys({ captcha, captchaSiteKey }: Site, hasSecret: boolean): void {
  if (captcha === "none" || captcha === "proof" || (captchaSiteKey && hasSecret)) return;
  throw new DomainError("invalid", "portal.captcha_keys_missing", { field: "captchaSiteKey" });
}

async function write(
  ctx: OperatorContext,
  { sql }: Tx,
  given: { version: number; site: Site; captchaSecret: string | null },
): Promise<void> {
  const { site, captchaSecret, version } = given;
  const secret = captchaSecret === null ? null : ctx.keys.seal(captchaSecret);
  const rows = await sql`
    insert into portal_sites as s
           (is_open, title, welcome, footer, imprint_url, privacy_url, accent, plan_count_max,
            plan_least_minor, languages, contact_email, contact_phone, host, frame_origins, captcha,
            captcha_site_key, captcha_secret, updated_at, updated_by)
    values (${site.isOpen}, ${site.title}, ${JSON.stringify(site.welcome)},
            ${JSON.stringify(site.footer)}, ${site.imprintUrl}, ${site.privacyUrl},
            ${site.accent ?? null}, ${site.planCountMax}, ${site.planLeastMinor}, ${site.languages},
            ${site.contactEmail}, ${site.contactPhone}, ${site.host ?? null},
            ${site.frameOrigins}, ${site.captcha}, ${site.captchaSiteKey}, ${secret},
            ${ctx.now}, ${ctx.actor.operatorId})
    on conflict (tenant_id) do update set
           is_open = excluded.is_open, title = excluded.title, welcome = excluded.welcome,
           footer = excluded.footer, imprint_url = excluded.imprint_url,
           privacy_url = excluded.privacy_url, accent = excluded.accent,
           plan_count_max = excluded.plan_count_max,
           plan_least_minor = excluded.plan_least_minor, languages = excluded.languages,
           contact_email = excluded.contact_email, contact_phone = excluded.contact_phone,
           host = excluded.host, frame_origins = excluded.frame_origins,
           captcha = excluded.captcha, captcha_site_key = excluded.captcha_site_key,
           captcha_secret = coalesce(excluded.captcha_secret,
             case when excluded.captcha = s.captcha then s.captcha_secret end),
           updated_at = excluded.updated_at, updated_by = excluded.updated_by,
           version = s.version + 1
     where s.version = ${version}
    returning version`;
  if (rows.length === 0) throw new DomainError("conflict", "portal.changed_meanwhile");
}
