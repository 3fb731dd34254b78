import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { PocketApp } from "@/components/pocket/pocket-app";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("pocket");
  return { title: t("title") };
}

export default function Page() {
  return <PocketApp />;
}
