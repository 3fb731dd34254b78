import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { SessionsPage } from "@/components/access/sessions-page";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("settings");
  return { title: t("tabs.sessions") };
}

export default function Page() {
  return <SessionsPage />;
}
