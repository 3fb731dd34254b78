import type { Metadata } from "next";
import type { ReactNode } from "react";
import { PortalFrame } from "@/components/portal/portal-frame";
import { callerOf, currentVisit } from "../current-visit";

type Props = { children: ReactNode; params: Promise<{ tenant: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { site } = await currentVisit((await params).tenant);
  const name = site.title || site.name;
  return { title: { absolute: name, template: `%s · ${name}` }, description: name };
}

export default async function Layout({ children, params }: Props) {
  const visit = await currentVisit((await params).tenant);
  const site = await callerOf(visit).site();
  return (
    <PortalFrame site={site} isSignedIn={visit.ctx !== null}>
      {children}
    </PortalFrame>
  );
}
