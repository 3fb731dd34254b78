import { pauseInterest } from "@/server/domain/claims";
import type { Subscriber } from "../subscribers";

/** A tag that stops interest was put on cases or taken off: what runs on them pauses, or goes on. */
export const interestPause: Subscriber<"cases.interest_tagged"> = async (ctx, { caseIds }) => {
  await pauseInterest(ctx, { caseIds });
};
