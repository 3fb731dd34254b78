"use client";

import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import { trpc } from "../api/crm";
import { useErrorText } from "../form/error-text";
import { toast } from "../ui/toast";
import { MoveDialog } from "../workflow/move-dialog";
import type { Processes } from "../workflow/processes";
import type { AskedMove } from "./use-card-moves";

type AskMoveProps = {
  asked: AskedMove;
  category: string;
  processes: Processes;
  onAnswered: (isMoved: boolean) => void;
};

/** What a move still asks for: a reason, empty fields, or which of several ways it is. */
export function AskMove({ asked, category, processes, onAnswered }: AskMoveProps) {
  const t = useTranslations("boards");
  const errorText = useErrorText();
  const { card, ways, transition } = asked;
  const query = trpc.cases.get.useQuery({ caseId: card.id }, { staleTime: 0, gcTime: 0 });
  const isMoved = useRef(false);
  const answered = useRef(onAnswered);
  answered.current = onAnswered;
  const detail = query.data;
  const isElsewhere = detail !== undefined && !query.isFetching && detail.state !== card.state;
  const trouble = query.error ? errorText(query.error) : isElsewhere ? t("movedMeanwhile") : null;
  useEffect(() => {
    if (trouble === null || isMoved.current) return;
    toast.error(t("refused", { card: card.title }), { description: trouble });
    answered.current(false);
  }, [trouble, card.title, t]);
  const process = detail && processes.of(category, detail.fields);
  if (!detail || !process || (trouble !== null && !isMoved.current)) return null;
  const codes = ways?.map((way) => way.transition);
  const offered = codes
    ? detail.transitions.filter(({ code }) => codes.includes(code))
    : detail.transitions;
  return (
    <MoveDialog
      detail={{ ...detail, transitions: offered }}
      process={process}
      transition={transition}
      onClose={() => answered.current(isMoved.current)}
      onMoved={async () => {
        isMoved.current = true;
      }}
    />
  );
}
