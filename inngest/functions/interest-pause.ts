import { followTagEffect, pauseInterest } from "@/server/domain/claims";
import type { Subscriber } from "../subscribers";

/** A tag that stops interest was put on cases or taken off: what runs on them pauses, or goes on. */
export const interestPause: Subscriber<"cases.interest_tagged"> = async (ctx, { caseIds }) => {
  await pauseInterest(ctx, { caseIds });
};

/** A tag got or lost the effect: its cases pause or go on from that day, a thousand at a time. */
export const interestTagEffect: Subscriber<"cases.tag_stops_interest"> = async (
  ctx,
  { tagId },
  { beat },
) => {
  let after: number | null = 0;
  while (after !== null) {
    after = await followTagEffect(ctx, { tagId, after });
    await beat();
  }
};
