import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { CatcherPage } from "@/components/messages/catcher-page";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("messages");
  return { title: t("catcherTitle") };
}

export default function Page() {
  return <CatcherPage />;
}
