import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Overview } from "@/components/shell/overview";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("shell.overview");
  return { title: t("title") };
}

export default function Page() {
  return <Overview />;
}
