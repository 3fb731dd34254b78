import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { PartyListPage } from "@/components/parties/party-list-page";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("parties");
  return { title: t("new") };
}

export default function Page() {
  return <PartyListPage isCreating />;
}
