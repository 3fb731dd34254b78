import type { z } from "zod";
import { DomainError } from "@/server/kernel/errors";
import { authorize, inTransaction, type OperatorContext } from "../../context";
import { asHouse } from "../as-house";
import { recordRightInput } from "../desk-inputs";
import { becomeDecidable, lockToRecord } from "../record-request";
import { askRight } from "./ask-right";
import { findRight } from "./load-right";

/**
 * Records a request as what the law lets its client ask of their data; the month to answer runs from
 * the day on which it came. Recorded so already, nothing happens. Throws precondition
 * `requests.kind_decided`, and as `lockToRecord` and `askRight`.
 */
export async function recordRight(
  ctx: OperatorContext,
  raw: z.input<typeof recordRightInput>,
): Promise<void> {
  authorize(ctx, "cases:edit");
  const { kind, ...came } = recordRightInput.parse(raw);
  await inTransaction(ctx, async (inner, tx) => {
    const { isRecorded, caseId, partyId, received } = await lockToRecord(inner, tx, came);
    if (isRecorded) {
      if ((await findRight(tx, caseId))?.kind === kind) return;
      throw new DomainError("precondition", "requests.kind_decided");
    }
    await becomeDecidable(inner, tx, { ...came, kind });
    await askRight(asHouse(inner), tx, { caseId, partyId, kind, received });
  });
}
