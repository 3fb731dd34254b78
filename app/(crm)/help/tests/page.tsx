import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { TestsPage } from "@/components/help/tests-page";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("help");
  return { title: t("tabs.tests") };
}

export default function Page() {
  return <TestsPage />;
}
