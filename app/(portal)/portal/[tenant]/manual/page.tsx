import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { ClientManual } from "@/components/portal/client-manual";
import { callerOf, currentVisit } from "../../current-visit";

type Props = { params: Promise<{ tenant: string }> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("portal.site");
  return { title: t("manual") };
}

export default async function Page({ params }: Props) {
  const [visit, language] = await Promise.all([currentVisit((await params).tenant), getLocale()]);
  return <ClientManual manual={await callerOf(visit).manual({ language })} />;
}
