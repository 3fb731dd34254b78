import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { RegisterSettingsPage } from "@/components/registers/settings-page";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("registers");
  return { title: t("settings.title") };
}

export default function Page() {
  return <RegisterSettingsPage />;
}
