import { inTransaction } from "@/server/domain/context";
import { writeFact } from "@/server/domain/events";
import { refreshPartyCases } from "@/server/domain/parties";
import type { Subscriber } from "../subscribers";

/** Then the job queues up again behind the other facts of its tenant. */
const CHUNKS_IN_A_ROW = 10;

/** Tells old cases of a party what the party is called now. A dead process leaves it to the next. */
export const casesRefresh: Subscriber<"cases.outdated"> = async (ctx, payload, delivery) => {
  const { partyId, since } = payload;
  let beforeCaseId: number | null = payload.beforeCaseId;
  for (let chunk = 0; chunk < CHUNKS_IN_A_ROW && beforeCaseId !== null; chunk += 1) {
    ({ beforeCaseId } = await refreshPartyCases(ctx, { partyId, beforeCaseId }));
    await delivery.beat();
  }
  if (beforeCaseId === null) return;
  const rest = { partyId, since, beforeCaseId };
  // The key: a job that died after this line and comes again leaves no second rest behind.
  const key = `cases.outdated:${partyId}:${since}:${beforeCaseId}`;
  await inTransaction(ctx, (inner) =>
    writeFact(inner, { name: "cases.outdated", payload: rest, key }),
  );
};
