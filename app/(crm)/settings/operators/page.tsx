import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { OperatorsPage } from "@/components/access/operators-page";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("settings");
  return { title: t("tabs.operators") };
}

export default function Page() {
  return <OperatorsPage />;
}
