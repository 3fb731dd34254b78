import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ScheduleListPage } from "@/components/instalments/schedule-list-page";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("instalments");
  return { title: t("title") };
}

export default function Page() {
  return <ScheduleListPage />;
}
