import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { TriggersPage } from "@/components/triggers/triggers-page";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("settings");
  return { title: t("tabs.triggers") };
}

export default function Page() {
  return <TriggersPage />;
}
