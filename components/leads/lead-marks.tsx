"use client";

import { Handshake } from "lucide-react";
import { useTranslations } from "next-intl";
import { useMay } from "../access/account";
import { type RouterOutput, trpc } from "../api/crm";
import { useMailReason } from "../clients/request-mails";
import { useErrorText } from "../form/error-text";
import { Badge } from "../ui/badge";
import { Button } from "../ui/button";
import { toast } from "../ui/toast";

type Lead = RouterOutput["leads"]["waiting"][number];

type LeadMarksProps = {
  lead: Lead;
  /** Whose mail it is and about what. */
  named: string;
  isReadable: boolean;
};

/** Why a mail to deals waits, and what a person may make of it. */
export function LeadMarks({ lead, named, isReadable }: LeadMarksProps) {
  const t = useTranslations("leads.waiting");
  const may = useMay();
  const reasonOf = useMailReason();
  const errorText = useErrorText();
  const utils = trpc.useUtils();
  const decide = trpc.leads.decide.useMutation({
    onSuccess: () => {
      toast.success(t("done"));
      void utils.channels.invalidate();
      void utils.leads.invalidate();
    },
    onError: (error) => void toast.error(errorText(error)),
  });
  const { messageId, reason, namedRefNo } = lead;
  const isOffered = isReadable && may("messages:send") && may("cases:open");
  return (
    <p className="flex flex-wrap items-center gap-1.5 py-1">
      <Badge>{t("ofDeals")}</Badge>
      {namedRefNo ? (
        <Badge tone="warning">{t("names", { refNo: namedRefNo })}</Badge>
      ) : reason ? (
        <Badge tone="warning">{reasonOf(reason)}</Badge>
      ) : null}
      {isOffered && namedRefNo ? (
        <Button
          size="sm"
          aria-label={`${t("belongs", { refNo: namedRefNo })}: ${named}`}
          loading={decide.isPending}
          onClick={() => decide.mutate({ messageId, as: "named" })}
        >
          {t("belongs", { refNo: namedRefNo })}
        </Button>
      ) : null}
      {isOffered ? (
        <Button
          size="sm"
          icon={Handshake}
          aria-label={`${t("open")}: ${named}`}
          loading={decide.isPending}
          onClick={() => decide.mutate({ messageId, as: "new" })}
        >
          {t("open")}
        </Button>
      ) : null}
    </p>
  );
}
