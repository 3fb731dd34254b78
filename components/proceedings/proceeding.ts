import type { RouterInput, RouterOutput } from "../api/crm";
import type { Tone } from "../ui/tone";

export type Proceeding = RouterOutput["proceedings"]["ofCase"][number];
export type ProceedingListInput = RouterInput["proceedings"]["list"];

/** How far a proceeding is, as a colour: grey before, blue on its way, green at its end. */
export const stateTones: Record<Proceeding["state"], Tone> = {
  prepared: "neutral",
  filed: "info",
  running: "accent",
  decided: "violet",
  final: "positive",
  stayed: "warning",
  closed: "neutral",
};

/** The days of a proceeding in the order in which they come. */
export const dayFields = ["openedOn", "decidedOn", "finalOn", "closedOn"] as const;
