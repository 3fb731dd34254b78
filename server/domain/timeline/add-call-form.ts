import type { z } from "zod";
import { authorize, type Context, inTransaction } from "../context";
import { requireVisibleParties } from "../parties";
import { addEvent } from "./add-event";
import { addCallFormInput } from "./inputs";

/** A telephone call as a record: who, which way, how it ended, what was promised. */
export async function addCallForm(
  ctx: Context,
  raw: z.input<typeof addCallFormInput>,
): Promise<{ eventId: number }> {
  authorize(ctx, "cases:edit");
  const { caseId, partyId, text, ...data } = addCallFormInput.parse(raw);
  return inTransaction(ctx, async (inner, tx) => {
    if (partyId) await requireVisibleParties(inner, tx, [partyId]);
    return addEvent(inner, { caseId, partyId: partyId ?? null, kind: "call_form", text, data });
  });
}
