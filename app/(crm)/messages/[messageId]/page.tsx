import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { MessagePage } from "@/components/messages/message-page";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("messages");
  return { title: t("detail.title") };
}

export default async function Page({ params }: { params: Promise<{ messageId: string }> }) {
  const messageId = Number((await params).messageId);
  if (!Number.isSafeInteger(messageId) || messageId < 1) notFound();
  return <MessagePage messageId={messageId} />;
}
