import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ContactRulesPage } from "@/components/messages/contact-rules-page";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("messages");
  return { title: t("rules.title") };
}

export default function Page() {
  return <ContactRulesPage />;
}
