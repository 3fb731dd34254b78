import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { MessageListPage } from "@/components/messages/message-list-page";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("messages");
  return { title: t("title") };
}

export default function Page() {
  return <MessageListPage />;
}
