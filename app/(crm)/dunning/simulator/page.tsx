import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { SimulatorPage } from "@/components/dunning/simulator-page";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("dunning.sim");
  return { title: t("title") };
}

export default function Page() {
  return <SimulatorPage />;
}
