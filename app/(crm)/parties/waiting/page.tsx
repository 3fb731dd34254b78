import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { WaitingPage } from "@/components/clients/waiting-page";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("clients");
  return { title: t("queue.title") };
}

export default function Page() {
  return <WaitingPage />;
}
