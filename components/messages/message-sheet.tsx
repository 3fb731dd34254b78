"use client";

import { ExternalLink } from "lucide-react";
import { useTranslations } from "next-intl";
import { ButtonLink } from "../ui/button";
import { Sheet } from "../ui/sheet";
import { MessageDetail } from "./message-detail";

type MessageSheetProps = { messageId: number; onClose: () => void };

/** A message whole, over the page it was opened from. */
export function MessageSheet({ messageId, onClose }: MessageSheetProps) {
  const t = useTranslations("messages.detail");
  return (
    <Sheet
      open
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t("title")}
      size="lg"
      actions={
        <ButtonLink kind="quiet" icon={ExternalLink} href={`/messages/${messageId}`}>
          {t("asPage")}
        </ButtonLink>
      }
    >
      <MessageDetail messageId={messageId} />
    </Sheet>
  );
}
