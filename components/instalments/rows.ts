import type { InstalmentState, PromiseState, ScheduleState } from "@/db/values/instalments";
import type { RouterOutput } from "../api/crm";
import { type Tone, toneFill } from "../ui/tone";

export type Agreements = RouterOutput["instalments"]["ofCase"];
export type Schedule = Agreements["schedules"][number];
export type Instalment = Schedule["instalments"][number];
export type Promised = Agreements["promises"][number];

/** Green, amber, red; what is still far off has no colour. */
export const instalmentTone: Record<InstalmentState, Tone> = {
  paid: "positive",
  overdue: "danger",
  late: "warning",
  partial: "warning",
  soon: "warning",
  planned: "neutral",
};

/** The colour of a bar, which may be lighter than that of a word. */
export function instalmentFill(state: InstalmentState): string {
  if (state === "planned") return "bg-rule";
  const tone = instalmentTone[state];
  return tone === "warning" ? "bg-amber" : toneFill[tone];
}

export const scheduleTone: Record<ScheduleState, Tone> = {
  overdue: "danger",
  running: "info",
  paid: "positive",
  ended: "neutral",
};

export const promiseTone: Record<PromiseState, Tone> = {
  open: "info",
  kept: "positive",
  broken: "danger",
  cancelled: "neutral",
};
