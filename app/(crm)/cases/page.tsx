import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { CaseListPage } from "@/components/cases/case-list-page";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("cases");
  return { title: t("title") };
}

export default function Page() {
  return <CaseListPage />;
}
