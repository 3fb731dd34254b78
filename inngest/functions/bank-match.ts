import { matchMovements } from "@/server/domain/bank";
import type { Subscriber } from "../subscribers";

/** Movements have come: what is certain among them is booked, the rest gets its reason. */
export const bankMatch: Subscriber<"bank.uploaded"> = async (ctx) => {
  await matchMovements(ctx);
};
