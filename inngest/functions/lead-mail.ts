import { takeLead } from "@/server/domain/leads";
import type { Subscriber } from "../subscribers";

/** What came by mail or was filed by a person: whether it opens a deal or answers one. */
export const leadMail: Subscriber<"message.received" | "message.filed"> = async (
  ctx,
  { messageId },
) => {
  await takeLead(ctx, { messageId });
};
