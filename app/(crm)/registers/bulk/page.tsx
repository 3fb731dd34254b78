import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { BulkPage } from "@/components/insolvency/bulk-page";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("insolvency.bulk");
  return { title: t("title") };
}

export default function Page() {
  return <BulkPage />;
}
