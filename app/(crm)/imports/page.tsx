import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ImportListPage } from "@/components/imports/import-list-page";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("imports");
  return { title: t("title") };
}

export default function Page() {
  return <ImportListPage />;
}
