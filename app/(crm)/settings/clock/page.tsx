import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ClockPage } from "@/components/clock/clock-page";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("settings");
  return { title: t("tabs.clock") };
}

export default function Page() {
  return <ClockPage />;
}
