import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { FeedsPage } from "@/components/feeds/feeds-page";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("settings");
  return { title: t("tabs.feeds") };
}

export default function Page() {
  return <FeedsPage />;
}
