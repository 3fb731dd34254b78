import type { RouterOutput } from "../api/crm";
import type { Tone } from "../ui/tone";

export type BulkCheck = RouterOutput["registers"]["bulks"]["items"][number];
export type BulkChange = RouterOutput["registers"]["bulkChanges"]["items"][number];

/** At work, or waiting for a register to be asked again. */
export const isOpen = ({ state }: Pick<BulkCheck, "state">): boolean =>
  state === "running" || state === "paused";

export const STATE_TONES: Record<BulkCheck["state"], Tone> = {
  running: "accent",
  paused: "warning",
  done: "positive",
  cancelled: "warning",
  failed: "danger",
};

export type Turn = "began" | "moved" | "ended" | "suspected" | "over";

/** What became of somebody's insolvency, as people call it. */
export function turnOf({ isActive, wasActive, isSuspected }: BulkChange): Turn {
  if (isActive) return wasActive ? "moved" : "began";
  if (wasActive) return "ended";
  return isSuspected ? "suspected" : "over";
}

export const TURN_TONES: Record<Turn, Tone> = {
  began: "danger",
  moved: "warning",
  ended: "positive",
  suspected: "warning",
  over: "neutral",
};
