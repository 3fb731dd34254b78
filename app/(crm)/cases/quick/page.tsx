import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { QuickCasePage } from "@/components/cases/quick-case-page";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("cases.quick");
  return { title: t("title") };
}

export default function Page() {
  return <QuickCasePage />;
}
