import { withdrawNotices } from "@/server/domain/dunning";
import type { Subscriber } from "../subscribers";

/** A message that will not leave: its notice was none, and its fee goes back. */
export const noticeWithdraw: Subscriber<"message.cancelled"> = async (ctx, { messageId }) => {
  await withdrawNotices(ctx, { messageId });
};
