import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { UnfiledPage } from "@/components/channels/unfiled-page";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("channels.unfiled");
  return { title: t("title") };
}

export default function Page() {
  return <UnfiledPage />;
}
