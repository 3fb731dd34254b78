import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { NewCasePage } from "@/components/cases/new-case-page";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("cases");
  return { title: t("new") };
}

export default function Page() {
  return <NewCasePage />;
}
