import type { InstalmentState, PromiseState, ScheduleState } from "@/db/values/instalments";
import type { RouterOutput } from "../api/crm";
import type { Tone } from "../ui/tone";

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
