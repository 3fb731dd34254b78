import Link from "next/link";
import { getLocale, getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import type { PortalOutput } from "../api/portal";
import { brandStyle } from "./brand";
import { LanguageSelect } from "./language-select";
import { PortalNav } from "./portal-nav";
import { SignOutButton } from "./sign-out-button";

type Site = PortalOutput["site"];

/** The frame of every page at the door: whose it is, where home is, whom to ask. */
export async function PortalFrame({
  site,
  isSignedIn,
  isByLetter = false,
  children,
}: {
  site: Site;
  isSignedIn: boolean;
  /** They see one case, and there is nowhere else to go. */
  isByLetter?: boolean;
  children: ReactNode;
}) {
  const [t, locale] = await Promise.all([getTranslations("portal.site"), getLocale()]);
  const home = `/portal/${site.slug}`;
  return (
    <div
      className="grid min-h-dvh grid-rows-[auto_1fr_auto] bg-paper text-lg"
      style={brandStyle(site.accent)}
    >
      <a href="#content" className="sr-only focus:not-sr-only focus:p-3">
        {t("skip")}
      </a>
      <header className="border-rule border-b border-t-4 border-t-[var(--brand,var(--accent))] bg-surface">
        <div className="mx-auto grid w-full max-w-3xl grid-cols-[1fr_auto] items-center gap-x-4 px-4 sm:grid-cols-[1fr_auto_auto]">
          <Link href={home} className="min-w-0 truncate py-3 font-[680] text-ink">
            {site.name}
          </Link>
          {isSignedIn ? (
            <>
              <div className="sm:order-last">
                <SignOutButton slug={site.slug} />
              </div>
              {isByLetter ? null : (
                <PortalNav
                  home={home}
                  label={t("menu")}
                  pages={[
                    { path: "", name: t("home") },
                    { path: "requests", name: t("requests") },
                    { path: "data", name: t("data") },
                    { path: "organisation", name: t("organisation") },
                  ]}
                />
              )}
            </>
          ) : null}
        </div>
      </header>
      <main id="content" className="mx-auto w-full max-w-3xl px-4 py-6">
        {children}
      </main>
      <footer className="border-rule border-t">
        <div className="mx-auto flex w-full max-w-3xl flex-wrap items-center gap-x-6 gap-y-3 px-4 py-4 text-ink-2 text-md">
          <Contact site={site} label={t("contact")} />
          <LanguageSelect label={t("language")} languages={site.languages} current={locale} />
        </div>
      </footer>
    </div>
  );
}

function Contact({ site, label }: { site: Site; label: string }) {
  const { contactEmail, contactPhone } = site;
  if (!contactEmail && !contactPhone) return null;
  const link = "text-accent underline underline-offset-2";
  return (
    <p className="flex flex-wrap gap-x-3">
      <span>{label}</span>
      {contactPhone ? (
        <a className={link} href={`tel:${contactPhone.replace(/[^\d+]/g, "")}`}>
          {contactPhone}
        </a>
      ) : null}
      {contactEmail ? (
        <a className={link} href={`mailto:${contactEmail}`}>
          {contactEmail}
        </a>
      ) : null}
    </p>
  );
}
