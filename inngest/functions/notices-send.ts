import type { Context, SystemActor } from "@/server/domain/context";
import { queueAssignedNotices, queuePostNotices, sendNotices } from "@/server/domain/push";
import type { Subscriber } from "../subscribers";

async function sendAll(ctx: Context<SystemActor>): Promise<void> {
  while ((await sendNotices(ctx)).count > 0);
}

/** A client wrote: the telephones of those who have the request are told. */
export const postNotices: Subscriber<"request.posted"> = async (ctx, { postId, by }) => {
  if (by !== "client") return;
  await queuePostNotices(ctx, { postId });
  await sendAll(ctx);
};

/** A request was given to somebody: their telephone is told. */
export const assignedNotices: Subscriber<"case.assigned"> = async (ctx, { caseId, ownerId }) => {
  await queueAssignedNotices(ctx, { caseId, ownerId });
  await sendAll(ctx);
};
