import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { SetupPage } from "@/components/requests/setup-page";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("settings");
  return { title: t("tabs.requests") };
}

export default function Page() {
  return <SetupPage />;
}
