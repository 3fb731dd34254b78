import { matchMovements, reopenReversed } from "@/server/domain/bank";
import type { Subscriber } from "../subscribers";

/** Movements have come: what is certain among them is booked, the rest gets its reason. */
export const bankMatch: Subscriber<"bank.uploaded"> = async (ctx) => {
  await matchMovements(ctx);
};

/** A payment of the bank's was corrected away: its movement must not vanish from sight. */
export const bankReopen: Subscriber<"payment.reversed"> = (ctx, payload) =>
  reopenReversed(ctx, payload);
