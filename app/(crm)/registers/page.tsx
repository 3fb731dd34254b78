import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ScreeningListPage } from "@/components/registers/screening-list-page";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("registers");
  return { title: t("title") };
}

export default function Page() {
  return <ScreeningListPage />;
}
