"use client";

import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { type RouterOutput, trpc } from "../api/crm";
import { useErrorText } from "../form/error-text";
import { toast } from "../ui/toast";
import { MoveDialog } from "../workflow/move-dialog";
import type { Processes } from "../workflow/processes";
import type { AskedMove } from "./use-card-moves";

type AskMoveProps = {
  asked: AskedMove;
  category: string;
  processes: Processes;
  /** The state that the card was moved to; null: it was not. */
  onAnswered: (state: string | null) => void;
};

/** What a move still asks for: a reason, empty fields, or which of several ways it is. */
export function AskMove({ asked, category, processes, onAnswered }: AskMoveProps) {
  const t = useTranslations("boards");
  const errorText = useErrorText();
  const { card, ways, transition } = asked;
  const { detail, error } = useFirstDetail(card.id);
  const movedTo = useRef<string | null>(null);
  const answered = useRef(onAnswered);
  answered.current = onAnswered;
  const isElsewhere = detail !== null && detail.state !== card.state;
  const trouble = error ? errorText(error) : isElsewhere ? t("movedMeanwhile") : null;
  useEffect(() => {
    if (trouble === null) return;
    toast.error(t("refused", { card: card.title }), { description: trouble });
    answered.current(null);
  }, [trouble, card.title, t]);
  const process = detail && processes.of(category, detail.fields);
  if (!detail || !process || trouble !== null) return null;
  const codes = ways?.map((way) => way.transition);
  const offered = codes
    ? detail.transitions.filter(({ code }) => codes.includes(code))
    : detail.transitions;
  return (
    <MoveDialog
      detail={{ ...detail, transitions: offered }}
      process={process}
      transition={transition}
      onClose={() => answered.current(movedTo.current)}
      onMoved={async (state) => {
        movedTo.current = state;
      }}
    />
  );
}

type Detail = RouterOutput["cases"]["get"];

/**
 * The case as it stood when the dialog opened. Later answers are left aside: a refetch in the
 * background must not take away what was typed; if somebody moved the case, the engine says so.
 */
function useFirstDetail(caseId: number) {
  const query = trpc.cases.get.useQuery({ caseId }, { staleTime: 0, gcTime: 0 });
  const [detail, setDetail] = useState<Detail | null>(null);
  if (detail === null && query.data && !query.isFetching) setDetail(query.data);
  return { detail, error: detail === null && !query.isFetching ? query.error : null };
}
