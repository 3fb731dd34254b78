import type { Context, SystemActor } from "@/server/domain/context";
import {
  queueAssignedNotices,
  queueDueNotices,
  queuePostNotices,
  sendNotices,
} from "@/server/domain/push";
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

/** A promise of a request is about to be broken. */
export const dueSoonNotices: Subscriber<"request.due_soon"> = async (ctx, { caseId, promise }) => {
  await queueDueNotices(ctx, { caseId, due: { promise, isOver: false } });
  await sendAll(ctx);
};

/** A promise of a request was broken. */
export const overdueNotices: Subscriber<"request.overdue"> = async (ctx, { caseId, promise }) => {
  await queueDueNotices(ctx, { caseId, due: { promise, isOver: true } });
  await sendAll(ctx);
};
