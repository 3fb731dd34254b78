import { inTransaction } from "@/server/domain/context";
import { failRun, runDunningStep } from "@/server/domain/dunning";
import { writeFact } from "@/server/domain/events";
import { isDomainError } from "@/server/kernel/errors";
import type { Subscriber } from "../subscribers";

/** After so many tries by the relay a run is given up; what it sent stays sent. */
const ATTEMPTS_MAX = 5;
/** Then the run queues up again behind the other facts of its tenant. */
const CHUNKS_IN_A_ROW = 10;

/** Sends the letters of a run chunk by chunk. A process that dies leaves it to the next, which goes on. */
export const dunningRun: Subscriber<"dunning.run_requested"> = async (ctx, payload, delivery) => {
  const { runId } = payload;
  try {
    for (let chunk = 0; chunk < CHUNKS_IN_A_ROW; chunk += 1) {
      const { state } = await runDunningStep(ctx, { runId });
      if (state !== "running") return;
      await delivery.beat();
    }
    await inTransaction(ctx, (inner) =>
      writeFact(inner, { name: "dunning.run_requested", payload }),
    );
  } catch (cause) {
    if (delivery.attempt < ATTEMPTS_MAX) throw cause;
    ctx.log.error("dunning run given up", { runId, cause });
    // A message may hold personal data; the code of a refusal does not.
    const error = isDomainError(cause) ? cause.code : cause instanceof Error ? cause.name : "error";
    await failRun(ctx, { runId, error });
  }
};
