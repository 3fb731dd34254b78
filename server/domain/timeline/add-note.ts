import type { z } from "zod";
import { authorize, type Context, inTransaction } from "../context";
import { addEvent } from "./add-event";
import { addNoteInput } from "./inputs";

/** A free note on a case. */
export async function addNote(
  ctx: Context,
  raw: z.input<typeof addNoteInput>,
): Promise<{ eventId: number }> {
  authorize(ctx, "cases:edit");
  const input = addNoteInput.parse(raw);
  return inTransaction(ctx, (inner) => addEvent(inner, { ...input, kind: "note" }));
}
