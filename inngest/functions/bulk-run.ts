import { inTransaction } from "@/server/domain/context";
import { writeFact } from "@/server/domain/events";
import { endBulkAction, runBulkStep } from "@/server/domain/lists";
import type { Subscriber } from "../subscribers";

/** After so many tries by the relay an action is given up; what it did stays done. */
const ATTEMPTS_MAX = 5;
/** Then the action queues up again behind the other facts of its tenant: nobody waits for half a million rows. */
const CHUNKS_IN_A_ROW = 10;

/** Runs a bulk action chunk by chunk. A process that dies leaves it to the next, which goes on. */
export const bulkRun: Subscriber<"bulk.requested"> = async (ctx, payload, delivery) => {
  const { bulkActionId } = payload;
  try {
    for (let chunk = 0; chunk < CHUNKS_IN_A_ROW; chunk += 1) {
      const { state } = await runBulkStep(ctx, { bulkActionId });
      if (state !== "running") return;
      await delivery.beat();
    }
    await inTransaction(ctx, (inner) => writeFact(inner, { name: "bulk.requested", payload }));
  } catch (error) {
    if (delivery.attempt < ATTEMPTS_MAX) throw error;
    await endBulkAction(ctx, { bulkActionId, state: "failed" });
  }
};
