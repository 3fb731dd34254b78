import { performActions } from "@/server/domain/configuration";
import { atInstant, clockFrom } from "@/server/domain/context";
import type { Subscriber } from "../subscribers";

/** Buttons were pressed for many: the calls are made until none waits. */
export const actionsRun: Subscriber<"actions.waiting"> = async (ctx, _payload, { beat }) => {
  const clock = clockFrom(ctx.now);
  while ((await performActions(atInstant(ctx, clock()))).count > 0) await beat();
};
