import { openEmbedded } from "../embedded";
import type { ExecutorOptions } from "../executor";
import { factsFor, functionsOf } from "../functions";
import type { ClockParts } from "../parts";
import { relayTenant } from "../relay";
import type { Subscribers } from "../subscribers";

export type CarryParts = ClockParts & { subscribers: Subscribers } & Pick<
    ExecutorOptions,
    "aheadMs" | "backoffMs" | "leaseMs"
  >;

/**
 * Carries the facts of a tenant to those who act on them, and lets these work, until nothing is left
 * that is due. Answers how many facts left the outbox.
 */
export async function carryTenant(parts: CarryParts, tenantId: number): Promise<number> {
  const { subscribers, ...rest } = parts;
  const executor = await openEmbedded(rest, functionsOf(parts, { subscribers, sweeps: {} }));
  const relay = {
    db: parts.db,
    log: parts.log,
    names: factsFor(subscribers),
    send: executor.send,
  };
  let handled = 0;
  for (;;) {
    const left = await relayTenant(relay, tenantId);
    await executor.drain(tenantId);
    handled += left;
    // What acted may have written facts of its own.
    if (left === 0) return handled;
  }
}
