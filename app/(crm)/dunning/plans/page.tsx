import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { PlansPage } from "@/components/dunning/plans-page";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("dunning.plans");
  return { title: t("title") };
}

export default function Page() {
  return <PlansPage />;
}
