import { rollInterest } from "@/server/domain/claims";
import type { Subscriber } from "../subscribers";

/** A rate was entered: what it touches is computed anew, a thousand cases at a time. */
export const interestRoll: Subscriber<"rates.changed"> = async (ctx, _payload, { beat }) => {
  while ((await rollInterest(ctx)).count > 0) await beat();
};
