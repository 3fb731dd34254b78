"use client";

import { useTranslations } from "next-intl";
import { PageBody, PageHeader } from "../shell/page-header";
import { MessageDetail } from "./message-detail";

/** One message as a page of its own. */
export function MessagePage({ messageId }: { messageId: number }) {
  const t = useTranslations("messages");
  return (
    <>
      <PageHeader
        breadcrumbs={[{ label: t("title"), href: "/messages" }]}
        title={`${t("detail.title")} ${messageId}`}
      />
      <PageBody className="max-w-3xl">
        <MessageDetail messageId={messageId} />
      </PageBody>
    </>
  );
}
