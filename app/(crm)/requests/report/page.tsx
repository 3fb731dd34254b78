import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ReportPage } from "@/components/requests/report-page";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("requests");
  return { title: t("report.title") };
}

export default function Page() {
  return <ReportPage />;
}
