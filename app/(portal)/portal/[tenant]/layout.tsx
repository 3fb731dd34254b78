import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { PortalFrame } from "@/components/portal/portal-frame";
import { Banner } from "@/components/ui/banner";
import { callerOf, currentVisit } from "../current-visit";

type Props = { children: ReactNode; params: Promise<{ tenant: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { site } = await currentVisit((await params).tenant);
  const name = site.title || site.name;
  return { title: { absolute: name, template: `%s · ${name}` }, description: name };
}

export default async function Layout({ children, params }: Props) {
  const visit = await currentVisit((await params).tenant);
  const caller = callerOf(visit);
  const letter = visit.ctx?.actor.letter ?? null;
  const [site, news, t] = await Promise.all([
    caller.site(),
    visit.ctx && !letter ? caller.requestNews() : null,
    getTranslations("portal.enter"),
  ]);
  const by = visit.ctx?.actor.byName ?? null;
  return (
    <PortalFrame
      site={site}
      base={visit.base}
      isFramed={visit.isFramed}
      isSignedIn={visit.ctx !== null}
      isByLetter={letter !== null}
      newsCount={news?.count ?? 0}
    >
      {letter ? <LetterBanner /> : null}
      {by ? (
        <Banner tone="info" className="mb-5">
          {t("by", { name: by })}
        </Banner>
      ) : null}
      {children}
    </PortalFrame>
  );
}

async function LetterBanner() {
  const t = await getTranslations("portal.letter");
  return (
    <Banner tone="info" className="mb-5">
      {t("only")}
    </Banner>
  );
}
