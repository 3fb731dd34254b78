import type { Captcha } from "@/db/values/portal";
import type { Locale } from "@/server/kernel/locale";
import type { Doorstep } from "../access";

/** A tenant's open door, as its pages need it before anybody is known. */
export interface PortalSite {
  tenantId: number;
  slug: string;
  name: string;
  country: string;
  title: string;
  welcome: Record<string, string>;
  footer: Record<string, string>;
  imprintUrl: string;
  privacyUrl: string;
  accent: string | null;
  /** Of its picture, which stands at /api/portal/<slug>/logo; null: it has none. */
  logoHash: string | null;
  languages: Locale[];
  contactEmail: string;
  contactPhone: string;
  host: string | null;
  captcha: Captcha;
  captchaSiteKey: string;
  /** Sealed. */
  captchaSecret: Buffer | null;
  language: Locale;
}

/** By the slug in its address. null: there is none, or it is shut. */
export async function findSite(
  door: Pick<Doorstep, "db">,
  { slug }: { slug: string },
): Promise<PortalSite | null> {
  const [site] = await door.db.call<PortalSite>(
    (sql) => sql`
      select tenant_id as "tenantId", slug, name, country, title, welcome, footer,
             imprint_url as "imprintUrl", privacy_url as "privacyUrl", accent,
             logo_hash as "logoHash", languages, contact_email as "contactEmail",
             contact_phone as "contactPhone", host, captcha,
             captcha_site_key as "captchaSiteKey", captcha_secret as "captchaSecret", language
        from portal_site_of(${slug})`,
  );
  return site ?? null;
}
