import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ModuleKeysPage } from "@/components/modules/module-keys-page";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("settings");
  return { title: t("tabs.modules") };
}

export default function Page() {
  return <ModuleKeysPage />;
}
