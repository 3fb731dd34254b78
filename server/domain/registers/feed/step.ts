export interface FeedStep {
  /** `idle`: not due, not wanted, or somebody else is at it. */
  outcome: "idle" | "read" | "unavailable";
  eventCount: number;
  hintCount: number;
  /** More waits behind this page. */
  isMore: boolean;
}

export const IDLE: FeedStep = { outcome: "idle", eventCount: 0, hintCount: 0, isMore: false };
