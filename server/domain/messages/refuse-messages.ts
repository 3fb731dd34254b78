import { type Context, inTransaction } from "../context";
import { writeFacts } from "../events";
import { writeFallbacks } from "./write-fallbacks";

/**
 * Gives up messages that wait and can never leave as they are, with what follows: a fact, and another
 * channel where one is left. Not a person's verb: whoever prepares them calls it.
 */
export async function refuseMessages(
  ctx: Context,
  refused: readonly { messageId: number; reason: string }[],
): Promise<void> {
  if (refused.length === 0) return;
  await inTransaction(ctx, async (inner, tx) => {
    const rows = await tx.sql<
      { id: number; caseId: number; channel: "email" | "sms" | "letter" | "data_box" }[]
    >`
      update messages m set state = 'refused', last_error = left(r.reason, 200)
        from unnest(${refused.map(({ messageId }) => messageId)}::bigint[],
                    ${refused.map(({ reason }) => reason)}::text[]) as r(id, reason)
       where m.id = r.id and m.state = 'waiting'
      returning m.id, m.case_id as "caseId", m.channel`;
    await writeFacts(
      inner,
      rows.map(({ id, caseId, channel }) => ({
        name: "message.failed" as const,
        payload: { messageId: id, caseId, channel },
      })),
    );
    await writeFallbacks(
      inner,
      tx,
      rows.map(({ id }) => id),
    );
  });
}
