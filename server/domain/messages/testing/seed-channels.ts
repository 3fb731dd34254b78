import { inTransaction, type OperatorContext } from "../../context";
import { writeInbound } from "../inbound/write-inbound";

/** A mail that belongs to no case yet, and a batch of letters that waits to be posted. */
export async function seedChannels(
  ctx: OperatorContext,
  mark: string,
): Promise<{ unfiledId: number; batchId: number }> {
  return inTransaction(ctx, async (inner, tx) => {
    const draft = {
      ...({
        key: `in:seed:${mark}`,
        channel: "email",
        provider: "imap",
        providerId: mark,
      } as const),
      ...({ kind: "person", fromAddress: "nekdo@wall.example", fromName: mark } as const),
      ...{ toAddress: "box@wall.example", subject: mark, body: mark, shown: mark },
      ...{ at: inner.now, files: [] },
    };
    const kept = await writeInbound(inner, tx, { draft, place: null });
    const [batch] = await tx.sql<{ id: number }[]>`
      insert into post_batches (letters, pages) values (1, 1) returning id`;
    const unfiledId = kept.outcome === "kept" ? kept.messageId : 0;
    return { unfiledId, batchId: batch?.id ?? 0 };
  });
}
