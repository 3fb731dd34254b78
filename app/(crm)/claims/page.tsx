import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ClaimListPage } from "@/components/claims/claim-list-page";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("claims");
  return { title: t("title") };
}

export default function Page() {
  return <ClaimListPage />;
}
