import { createHash } from "node:crypto";
import type { Tx } from "@/db/client";
import type { Progress } from "@/server/kernel/delivery";
import type { Context } from "../../context";
import { writeFiles } from "../write-files";

/** Keeps what a carrier gave as proof behind the message's other files, once. */
export async function writeProof(
  ctx: Context,
  tx: Tx,
  { messageId, proof }: { messageId: number; proof: NonNullable<Progress["proof"]> },
): Promise<void> {
  if (proof.bytes.length === 0) return;
  const sha256 = createHash("sha256").update(proof.bytes).digest();
  const [known] = await tx.sql`
    select 1 from message_files x join files f on f.id = x.file_id
     where x.message_id = ${messageId} and x.kind = 'proof' and f.sha256 = ${sha256}`;
  if (known) return;
  const [kept] = await writeFiles(ctx, tx, [{ kind: "proof", ...proof }]);
  await tx.sql`
    insert into message_files (message_id, place, kind, file_id)
    select ${messageId}, coalesce(max(place), -1) + 1, 'proof', ${kept?.fileId ?? 0}
      from message_files where message_id = ${messageId}`;
}
