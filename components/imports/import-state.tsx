"use client";

import { useTranslations } from "next-intl";
import type { RouterOutput } from "../api/crm";
import { StateChip } from "../ui/badge";
import type { Tone } from "../ui/tone";

export type ImportListItem = RouterOutput["imports"]["list"]["items"][number];
export type ImportDetail = RouterOutput["imports"]["get"];
export type ImportState = ImportDetail["state"];

const TONES: Record<ImportState, Tone> = {
  uploaded: "info",
  mapped: "info",
  checking: "accent",
  checked: "warning",
  publishing: "accent",
  published: "positive",
  undoing: "accent",
  undone: "neutral",
  failed: "danger",
};

/** States in which a worker is at it. */
export const isWorking = (state: ImportState) =>
  state === "checking" || state === "publishing" || state === "undoing";

export function ImportStateChip({ state, look }: { state: ImportState; look?: "plain" | "wash" }) {
  const t = useTranslations("imports.states");
  return (
    <StateChip tone={TONES[state]} look={look}>
      {t(state)}
    </StateChip>
  );
}
