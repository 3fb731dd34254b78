import { DomainError } from "@/server/kernel/errors";
import { takenKeyOf } from "@/server/kernel/fault";
import { requireCase } from "../cases";
import { authorize, type Context, inTransaction } from "../context";
import { type NewFile, receiveFile, storeFile } from "../files";
import { addEvent } from "./add-event";
import { loadEvent } from "./load";

export interface NewDocument {
  caseId: number;
  file: NewFile;
  text?: string;
  /** The event of the version that this one follows; the newest one only. */
  replacesEventId?: number;
}

/** Keeps a document on a case, as a first version or as the next one of another. */
export async function addDocument(
  ctx: Context,
  input: NewDocument,
): Promise<{ eventId: number; fileId: number }> {
  authorize(ctx, "cases:edit");
  const content = await receiveFile(input.file.content);
  try {
    return await keep(ctx, input, content);
  } catch (error) {
    // The lock below makes the loser wait; the index has the last word.
    if (takenKeyOf(error) !== "case_events_replaces_key") throw error;
    throw new DomainError({ kind: "conflict", cause: error }, "timeline.version_exists");
  }
}

function keep(
  ctx: Context,
  input: NewDocument,
  content: Awaited<ReturnType<typeof receiveFile>>,
): Promise<{ eventId: number; fileId: number }> {
  return inTransaction(ctx, async (inner, tx) => {
    await requireCase(tx, input.caseId);
    if (input.replacesEventId !== undefined) {
      const earlier = await loadEvent(tx, input.replacesEventId);
      if (earlier.caseId !== input.caseId || earlier.kind !== "document") {
        throw new DomainError("not_found", "timeline.not_found");
      }
      const [newer] = await tx.sql`
        select 1 from case_events where replaces_event_id = ${earlier.id} and deleted_at is null`;
      if (newer) throw new DomainError("conflict", "timeline.version_exists");
    }
    const { fileId, sizeBytes } = await storeFile(inner, tx, { ...input.file, content });
    const { eventId } = await addEvent(inner, {
      caseId: input.caseId,
      kind: "document",
      text: input.text ?? "",
      fileId,
      replacesEventId: input.replacesEventId ?? null,
      data: { sizeBytes },
    });
    return { eventId, fileId };
  });
}
