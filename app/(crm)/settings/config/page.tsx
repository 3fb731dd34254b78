import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ConfigurationPage } from "@/components/configuration/configuration-page";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("settings");
  return { title: t("tabs.config") };
}

export default function Page() {
  return <ConfigurationPage />;
}
