import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { CompanyPage } from "@/components/access/company-page";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("settings");
  return { title: t("tabs.company") };
}

export default function Page() {
  return <CompanyPage />;
}
