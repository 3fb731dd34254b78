import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { DeskPage } from "@/components/requests/desk-page";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("requests");
  return { title: t("desk.title") };
}

export default function Page() {
  return <DeskPage />;
}
