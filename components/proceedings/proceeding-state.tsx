"use client";

import { useTranslations } from "next-intl";
import { StateChip } from "../ui/badge";
import { type Proceeding, stateTones } from "./proceeding";

type ProceedingStateProps = { state: Proceeding["state"]; look?: "plain" | "wash" };

export function ProceedingState({ state, look }: ProceedingStateProps) {
  const t = useTranslations("proceedings.state");
  const waitingOn = state === "closed" || state === "final" ? { waitingOn: null } : {};
  return (
    <StateChip tone={stateTones[state]} look={look} {...waitingOn}>
      {t(state)}
    </StateChip>
  );
}
