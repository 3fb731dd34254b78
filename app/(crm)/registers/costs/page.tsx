import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { CostsPage } from "@/components/registers/costs-page";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("registers");
  return { title: t("costs.title") };
}

export default function Page() {
  return <CostsPage />;
}
