import { atInstant, clockFrom, inTransaction } from "@/server/domain/context";
import { writeFact } from "@/server/domain/events";
import { failBulkCheck, followInsolvency, runBulkCheck } from "@/server/domain/registers";
import { isDomainError } from "@/server/kernel/errors";
import type { Subscriber } from "../subscribers";

/** After so many tries by the relay a run is given up; what was asked, was asked. */
const ATTEMPTS_MAX = 5;
/** Then the run queues up again behind the other facts of its tenant. */
const CHUNKS_IN_A_ROW = 10;

/**
 * Asks the registers for the parties of a run chunk by chunk. A process that dies leaves it to the
 * next, which goes on with whom nobody has asked for; a register that rests pauses it, and the clock
 * wakes it.
 */
export const insolvencyRun: Subscriber<"registers.run_requested"> = async (
  ctx,
  payload,
  delivery,
) => {
  const { runId } = payload;
  const clock = clockFrom(ctx.now);
  try {
    for (let chunk = 0; chunk < CHUNKS_IN_A_ROW; chunk += 1) {
      const state = await runBulkCheck(atInstant(ctx, clock()), { runId });
      if (state !== "running") return;
      await delivery.beat();
    }
    await inTransaction(atInstant(ctx, clock()), (inner) =>
      writeFact(inner, { name: "registers.run_requested", payload }),
    );
  } catch (cause) {
    // What no other try would change, as a budget that is spent, ends it at once.
    const isFinal = isDomainError(cause) && !cause.retryable;
    if (!isFinal && delivery.attempt < ATTEMPTS_MAX) throw cause;
    ctx.log.error("insolvency run given up", { runId, cause });
    // A message may hold personal data; the code of a refusal does not.
    const error = isDomainError(cause) ? cause.code : cause instanceof Error ? cause.name : "error";
    await failBulkCheck(atInstant(ctx, clock()), { runId, error });
  }
};

/** What is known of somebody's insolvency has changed: their cases follow. */
export const insolvencyFollow: Subscriber<
  | "party.insolvent"
  | "party.insolvency_moved"
  | "party.insolvency_ended"
  | "party.insolvency_suspected"
> = async (ctx, { partyId }) => {
  await followInsolvency(ctx, { partyIds: [partyId] });
};
