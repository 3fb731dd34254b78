import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { PromiseListPage } from "@/components/instalments/promise-list-page";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("instalments");
  return { title: t("promises.title") };
}

export default function Page() {
  return <PromiseListPage />;
}
