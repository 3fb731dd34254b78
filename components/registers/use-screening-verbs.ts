"use client";

import { useTranslations } from "next-intl";
import { useRef } from "react";
import { trpc } from "../api/crm";
import { useErrorText } from "../form/error-text";
import { toast } from "../ui/toast";
import type { Screening } from "./outcome";
import { useCheck, useRegistersChanged } from "./use-check";

/** What can be done with one line of the log: ask again, mark it as seen to, take the mark off. */
export function useScreeningVerbs() {
  const t = useTranslations("registers.process");
  const errorText = useErrorText();
  const changed = useRegistersChanged();
  const { ask, isAsking } = useCheck();
  const mark = trpc.registers.process.useMutation();
  const isSending = useRef(false);
  async function process({ id, processedAt }: Pick<Screening, "id" | "processedAt">) {
    if (isSending.current) return;
    isSending.current = true;
    try {
      const isProcessed = processedAt === null;
      await mark.mutateAsync({ screeningIds: [id], isProcessed });
      toast.success(t(isProcessed ? "done" : "undone", { count: 1 }));
      await changed();
    } catch (error) {
      toast.error(errorText(error));
    } finally {
      isSending.current = false;
    }
  }
  return {
    again: ({ partyId, register, caseId }: Pick<Screening, "partyId" | "register" | "caseId">) =>
      ask({ partyId, register, caseId, cause: "log" }),
    isAsking,
    process,
  };
}
