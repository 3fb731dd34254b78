import { caseEvents } from "@/db/schema";
import { authorOf, type Context } from "../context";

/** A line of the timeline that the program writes; its text is made from code and params when shown. */
export async function writeSystemEvents(
  ctx: Context,
  events: { caseId: number; code: string; params?: Record<string, unknown>; text?: string }[],
): Promise<void> {
  if (!ctx.tx) throw new Error("a system event is written inside the verb's transaction");
  if (events.length === 0) return;
  await ctx.tx.insert(caseEvents).values(
    events.map((event) => ({
      caseId: event.caseId,
      kind: "system" as const,
      at: ctx.now,
      authorId: authorOf(ctx.actor).id,
      text: event.text ?? "",
      data: { code: event.code, params: event.params ?? {} },
      createdAt: ctx.now,
    })),
  );
}
