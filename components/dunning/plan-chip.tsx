"use client";

import { useTranslations } from "next-intl";
import type { PlanState } from "@/db/values/dunning";
import { StateChip } from "../ui/badge";
import type { Tone } from "../ui/tone";

const TONES: Record<PlanState, Tone> = { active: "positive", draft: "info", retired: "neutral" };

/** In force, a draft, or replaced. */
export function PlanChip({ state, look }: { state: PlanState; look?: "wash" }) {
  const t = useTranslations("dunning.plans.states");
  return (
    <StateChip tone={TONES[state]} look={look}>
      {t(state)}
    </StateChip>
  );
}
