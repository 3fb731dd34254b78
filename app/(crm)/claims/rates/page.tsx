import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { RateListPage } from "@/components/claims/rate-list-page";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("claims.rates");
  return { title: t("title") };
}

export default function Page() {
  return <RateListPage />;
}
