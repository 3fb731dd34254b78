import { TRPCError } from "@trpc/server";
import { notFound } from "next/navigation";
import { MessagePage } from "@/components/portal/message-page";
import { requireClient } from "../../../../../current-visit";

type Props = { params: Promise<{ tenant: string; messageId: string }> };

export default async function Page({ params }: Props) {
  const { tenant, messageId } = await params;
  if (!/^[1-9]\d{0,14}$/.test(messageId)) notFound();
  const { caller } = await requireClient(tenant, `documents/messages/${messageId}`);
  const message = await caller
    .myMessage({ messageId: Number(messageId) })
    .catch((error: unknown) => {
      if (error instanceof TRPCError && error.code === "NOT_FOUND") notFound();
      throw error;
    });
  return <MessagePage slug={tenant} message={message} />;
}
