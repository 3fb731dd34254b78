import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { BatchesPage } from "@/components/channels/batches-page";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("channels.batches");
  return { title: t("title") };
}

export default function Page() {
  return <BatchesPage />;
}
