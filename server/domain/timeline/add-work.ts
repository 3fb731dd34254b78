import type { z } from "zod";
import { authorize, type Context, inTransaction } from "../context";
import { addEvent } from "./add-event";
import { addWorkInput } from "./inputs";

/** Work done on a case: quantity, unit and, where it is billed, the price of one unit. */
export async function addWork(
  ctx: Context,
  raw: z.input<typeof addWorkInput>,
): Promise<{ eventId: number }> {
  authorize(ctx, "cases:edit");
  const input = addWorkInput.parse(raw);
  return inTransaction(ctx, (inner) =>
    addEvent(inner, {
      caseId: input.caseId,
      kind: "work",
      text: input.text,
      workQuantity: input.quantity,
      workUnit: input.unit,
      workUnitPriceMinor: input.unitPriceMinor ?? null,
      workCurrency: input.currency,
      workOn: input.workOn,
    }),
  );
}
