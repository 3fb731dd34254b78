import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { PermissionsPage } from "@/components/access/permissions-page";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("settings");
  return { title: t("tabs.permissions") };
}

export default function Page() {
  return <PermissionsPage />;
}
