import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { DayPage } from "@/components/dunning/day-page";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("dunning");
  return { title: t("title") };
}

export default function Page() {
  return <DayPage />;
}
