import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ChannelsPage } from "@/components/channels/channels-page";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("settings");
  return { title: t("tabs.channels") };
}

export default function Page() {
  return <ChannelsPage />;
}
