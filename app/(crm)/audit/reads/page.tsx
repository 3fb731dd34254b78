import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ReadsPage } from "@/components/audit/reads-page";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("audit");
  return { title: t("reads.title") };
}

export default function Page() {
  return <ReadsPage />;
}
