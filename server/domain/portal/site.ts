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
  accent: string | null;
  languages: Locale[];
  contactEmail: string;
  contactPhone: string;
  language: Locale;
}

/** By the slug in its address. null: there is none, or it is shut. */
export async function findSite(
  door: Pick<Doorstep, "db">,
  { slug }: { slug: string },
): Promise<PortalSite | null> {
  const [site] = await door.db.call<PortalSite>(
    (sql) => sql`
      select tenant_id as "tenantId", slug, name, country, title, welcome, accent, languages,
             contact_email as "contactEmail",
             contact_phone as "contactPhone", language
        from portal_site_of(${slug})`,
  );
  return site ?? null;
}
