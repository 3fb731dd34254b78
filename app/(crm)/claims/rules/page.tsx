import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { RuleListPage } from "@/components/claims/rule-list-page";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("claims.rules");
  return { title: t("title") };
}

export default function Page() {
  return <RuleListPage />;
}
