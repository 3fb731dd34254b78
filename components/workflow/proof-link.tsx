"use client";

import { FileCheck } from "lucide-react";
import { useTranslations } from "next-intl";
import { ButtonLink } from "../ui/button";
import type { Process } from "./processes";

const UNPROVEN = new Set(["workflow.pre_action_unproven", "workflow.pre_action_day_unproven"]);

/** Of reasons that stand in the way: the one that a document marked as a proof would clear. */
export function unprovenOf<Reason extends { code: string }>(
  reasons: readonly Reason[],
): Reason | undefined {
  return reasons.find(({ code }) => UNPROVEN.has(code));
}

/** Leads to the documents of a case, where one of them is marked as the proof of dispatch. */
export function ProofLink({ caseId, onFollow }: { caseId: number; onFollow?: () => void }) {
  const t = useTranslations("workflow.proof");
  return (
    <ButtonLink
      href={`/cases/${caseId}?events=document#events`}
      size="sm"
      icon={FileCheck}
      onClick={onFollow}
    >
      {t("choose")}
    </ButtonLink>
  );
}

/** What a person who fills in the day of the notice ought to know; undefined of other fields. */
export function useProofHint(process: Process): (field: string) => string | undefined {
  const t = useTranslations("workflow.proof");
  return (field) => (field === process.dispatchProofField ? t("dayHint") : undefined);
}
