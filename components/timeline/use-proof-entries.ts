"use client";

import { MailCheck, MailX } from "lucide-react";
import { useTranslations } from "next-intl";
import { useMay } from "../access/account";
import { trpc } from "../api/crm";
import { useErrorText } from "../form/error-text";
import type { MenuEntry } from "../ui/menu-entries";
import { toast } from "../ui/toast";
import { useProcesses } from "../workflow/processes";
import type { TimelineEvent } from "./event";
import type { Asked } from "./event-dialogs";
import { useTimelineChanged } from "./use-timeline-changed";

/** Where the way to court asks for it, a document can be named as the proof of dispatch. */
export function useProofEntries(onAsk: (asked: Asked) => void, caseId: number) {
  const t = useTranslations("timeline.proof");
  const errorText = useErrorText();
  const changed = useTimelineChanged();
  const may = useMay();
  const processes = useProcesses();
  const { data: detail } = trpc.cases.get.useQuery({ caseId });
  const mark = trpc.timeline.markDispatchProof.useMutation({
    onSuccess: () => toast.success(t("unmarked")),
    onError: (error) => toast.error(errorText(error)),
    onSettled: () => void changed(),
  });
  const process = detail
    ? processes.of(detail.category, detail.fields, detail.processVersion)
    : undefined;
  return (event: TimelineEvent): MenuEntry[] => {
    const { id: eventId, version, preActionPostedOn } = event;
    if (event.kind !== "document" || !may("cases:edit")) return [];
    if (preActionPostedOn === null && !process?.dispatchProofField) return [];
    const isProof = preActionPostedOn !== null;
    const onSelect = () => onAsk({ kind: "proof", event });
    return [
      { label: t(isProof ? "changeAction" : "markAction"), icon: MailCheck, onSelect },
      ...(isProof
        ? [
            {
              label: t("unmarkAction"),
              icon: MailX,
              onSelect: () => mark.mutate({ eventId, version, postedOn: null }),
            },
          ]
        : []),
    ];
  };
}
