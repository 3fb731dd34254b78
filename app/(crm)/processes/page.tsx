import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ProcessPage } from "@/components/processes/process-page";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("processes");
  return { title: t("title") };
}

export default function Page() {
  return <ProcessPage />;
}
