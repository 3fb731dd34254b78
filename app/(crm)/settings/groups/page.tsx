import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { GroupsPage } from "@/components/access/groups-page";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("settings");
  return { title: t("tabs.groups") };
}

export default function Page() {
  return <GroupsPage />;
}
