import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { DeputiesPage } from "@/components/collegial/deputies-page";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("settings.tabs");
  return { title: t("deputies") };
}

export default function Page() {
  return <DeputiesPage />;
}
