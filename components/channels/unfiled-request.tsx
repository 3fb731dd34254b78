"use client";

import { MessageSquarePlus, RotateCcw } from "lucide-react";
import { useTranslations } from "next-intl";
import { trpc } from "../api/crm";
import { useMailReason } from "../clients/request-mails";
import { useErrorText } from "../form/error-text";
import { Badge } from "../ui/badge";
import { Button } from "../ui/button";
import { toast } from "../ui/toast";
import type { OpenKind, Unfiled, Waiting } from "./unfiled-page";

/** What is known of a mail that may open a request, and why it did not by itself. */
export function WaitingMarks({ waiting }: { waiting: Waiting }) {
  const t = useTranslations("requests.mail");
  const reasonOf = useMailReason();
  const { reason, kind, language } = waiting;
  return (
    <p className="flex flex-wrap gap-1.5 py-1">
      {reason ? <Badge tone="warning">{reasonOf(reason)}</Badge> : null}
      {kind ? <Badge>{t(`kinds.${kind}`)}</Badge> : null}
      {language ? <Badge>{t(`languages.${language}`)}</Badge> : null}
    </p>
  );
}

type RequestButtonProps = {
  message: Unfiled;
  /** Whose mail it is and about what, for who hears a list of such buttons. */
  named: string;
  onOpen: (kind: OpenKind) => void;
};

/** A mail opens a request; one that nobody could read is read anew first. */
export function RequestButton({ message, named, onOpen }: RequestButtonProps) {
  const t = useTranslations("requests.mail");
  const errorText = useErrorText();
  const utils = trpc.useUtils();
  const retry = trpc.requestMails.retry.useMutation({
    onSuccess: () => {
      toast.success(t("retried"));
      void utils.channels.invalidate();
      void utils.requestMails.invalidate();
    },
    onError: (error) => toast.error(errorText(error)),
  });
  if (message.kind !== "unreadable") {
    return (
      <Button
        size="sm"
        icon={MessageSquarePlus}
        aria-label={`${t("openRequest")}: ${named}`}
        onClick={() => onOpen("request")}
      >
        {t("openRequest")}
      </Button>
    );
  }
  if (message.files.length === 0) return null;
  const messageId = message.id;
  return (
    <Button
      size="sm"
      icon={RotateCcw}
      aria-label={`${t("retry")}: ${named}`}
      loading={retry.isPending}
      onClick={() => retry.mutate({ messageId })}
    >
      {t("retry")}
    </Button>
  );
}
