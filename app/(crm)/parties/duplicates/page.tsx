import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { DuplicatesPage } from "@/components/parties/duplicates-page";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("parties");
  return { title: t("duplicates.title") };
}

export default function Page() {
  return <DuplicatesPage />;
}
