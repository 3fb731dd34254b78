import { getLocale, getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import type { Locale } from "@/server/kernel/locale";
import type { PortalOutput } from "../api/portal";
import { cx } from "../ui/cx";
import { brandStyle } from "./brand";
import { DoorProvider, DoorLink as Link } from "./door-link";
import { FrameHeight } from "./frame-height";
import { LanguageSelect } from "./language-select";
import { PortalNav } from "./portal-nav";
import { RequestNews } from "./request-news";
import { SignOutButton } from "./sign-out-button";

type Site = PortalOutput["site"];

/** The frame of every page at the door: whose it is, where home is, whom to ask. */
export async function PortalFrame({
  site,
  base,
  isFramed,
  isSignedIn,
  isByLetter = false,
  newsCount = 0,
  children,
}: {
  site: Site;
  /** Under which path the door stands for this visitor; see here.ts. */
  base: string;
  /** In a page of the tenant's site, which has a head of its own. */
  isFramed: boolean;
  isSignedIn: boolean;
  /** They see one case, and there is nowhere else to go. */
  isByLetter?: boolean;
  /** Requests with an answer that was not read yet. */
  newsCount?: number;
  children: ReactNode;
}) {
  const [t, locale] = await Promise.all([getTranslations("portal.site"), getLocale()]);
  return (
    <DoorProvider slug={site.slug} base={base}>
      <div
        className={cx(
          "grid grid-rows-[auto_1fr_auto] bg-paper text-lg",
          isFramed ? null : "min-h-dvh",
        )}
        style={brandStyle(site.accent)}
      >
        {isFramed ? <FrameHeight /> : null}
        <a href="#content" className="sr-only focus:not-sr-only focus:p-3">
          {t("skip")}
        </a>
        <Head {...{ site, isFramed, isSignedIn, isByLetter, newsCount }} />
        <main id="content" className="mx-auto w-full max-w-3xl px-4 py-6">
          {children}
        </main>
        <Foot site={site} locale={locale} />
      </div>
    </DoorProvider>
  );
}

interface HeadProps {
  site: Site;
  isFramed: boolean;
  isSignedIn: boolean;
  isByLetter: boolean;
  newsCount: number;
}

/** Whose the door is, and where one may go. */
async function Head({ site, isFramed, isSignedIn, isByLetter, newsCount }: HeadProps) {
  const t = await getTranslations("portal.site");
  const home = `/portal/${site.slug}`;
  const news = <RequestNews slug={site.slug} drawn={{ count: newsCount }} />;
  if (isFramed && !isSignedIn) return <span />;
  return (
    <header
      className={cx(
        "border-rule border-b bg-surface",
        isFramed ? null : "border-t-4 border-t-[var(--brand,var(--accent))]",
      )}
    >
      <div className="mx-auto grid w-full max-w-3xl grid-cols-[1fr_auto] items-center gap-x-4 px-4 sm:grid-cols-[1fr_auto_auto]">
        {isFramed ? <span /> : <Brand site={site} home={home} />}
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
                  { path: "documents", name: t("documents") },
                  { path: "requests", name: t("requests"), mark: news },
                  { path: "data", name: t("data") },
                  { path: "organisation", name: t("organisation") },
                ]}
              />
            )}
          </>
        ) : null}
      </div>
    </header>
  );
}

/** The picture stands for the name only where there is one; its words stay for those who hear. */
function Brand({ site, home }: { site: Site; home: string }) {
  const { logoHash, name, slug } = site;
  return (
    <Link href={home} className="flex min-w-0 items-center gap-3 py-3 font-[680] text-ink">
      {logoHash ? (
        // biome-ignore lint/performance/noImgElement: a small picture of the tenant's, sent as it is.
        <img
          src={`/api/portal/${slug}/logo?v=${logoHash}`}
          alt=""
          className="h-8 max-w-40 shrink-0 object-contain"
        />
      ) : null}
      <span className="truncate">{name}</span>
    </Link>
  );
}

async function Foot({ site, locale }: { site: Site; locale: Locale }) {
  const t = await getTranslations("portal.site");
  const { footer, imprintUrl, privacyUrl } = site;
  const link = "py-1 text-accent underline underline-offset-2";
  return (
    <footer className="border-rule border-t">
      <div className="mx-auto grid w-full max-w-3xl gap-3 px-4 py-4 text-ink-2 text-md">
        <div className="flex flex-wrap items-center gap-x-6 gap-y-3">
          <Contact site={site} label={t("contact")} />
          <Link
            href={`/portal/${site.slug}/manual`}
            prefetch={false}
            className="text-accent underline underline-offset-2"
          >
            {t("manual")}
          </Link>
          <LanguageSelect label={t("language")} languages={site.languages} current={locale} />
        </div>
        {footer[locale] ? <p className="whitespace-pre-line">{footer[locale]}</p> : null}
        {imprintUrl || privacyUrl ? (
          <p className="flex flex-wrap gap-x-5">
            {imprintUrl ? (
              <a className={link} href={imprintUrl} target="_blank" rel="noreferrer">
                {t("imprint")}
              </a>
            ) : null}
            {privacyUrl ? (
              <a className={link} href={privacyUrl} target="_blank" rel="noreferrer">
                {t("privacy")}
              </a>
            ) : null}
          </p>
        ) : null}
      </div>
    </footer>
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
