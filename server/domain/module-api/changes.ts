import { z } from "zod";
import { decodeCursor, encodeCursor } from "@/server/kernel/page";
import { reading } from "../context";
import type { FactName } from "../events";
import { outId, outInstant, outText } from "./fields";
import { procedure } from "./procedure";

/** Facts that are somebody else's business too; the others are how the house wakes its own jobs. */
export const PUBLIC_FACTS = [
  ...(["case.opened", "case.moved", "case.assigned", "case.archived"] as const),
  ...(["party.created", "party.changed", "party.merged", "party.insolvent"] as const),
  ...(["party.insolvency_ended", "party.insolvency_suspected"] as const),
  ...(["claim.created", "claim.charged", "claim.paid", "claim.lowered"] as const),
  ...(["claim.settlement", "claim.assigned", "payment.recorded", "payment.reversed"] as const),
  ...(["payment.surplus_left", "task.assigned", "task.resolved"] as const),
  ...(["schedule.created", "schedule.broken", "schedule.healed"] as const),
  ...(["promise.kept", "promise.broken", "message.sent", "message.delivered"] as const),
  ...(["message.failed", "message.cancelled", "message.received"] as const),
] as const satisfies readonly FactName[];

const LIMIT_MAX = 500;
const START = ["0", 0] as const;

interface Row {
  id: number;
  txid: string;
  name: string;
  occurredAt: Date;
  payload: Record<string, unknown>;
}

export const listChanges = procedure({
  ...{ method: "GET", path: "changes", scope: "changes:read", tag: "system", footing: "job" },
  summary: "What happened since a cursor, in an order without gaps",
  description:
    "Facts are ordered by their transaction and told only when no transaction that is still open " +
    "could write before them: who goes on from nextCursor misses none. A fact is told once " +
    "whatever is asked; ids are not in the order of the feed.",
  input: z.strictObject({
    cursor: z.string().max(200).optional().describe("nextCursor of the last answer."),
    isFromNow: z
      .boolean()
      .default(false)
      .describe("Without a cursor: begin with what is to come, not with the first fact kept."),
    limit: z.number().int().min(1).max(LIMIT_MAX).default(100).describe("At most so many."),
  }),
  output: z.object({
    items: z
      .array(
        z
          .object({
            id: outId("The fact."),
            name: outText('What happened: "payment.recorded" …'),
            occurredAt: outInstant("When."),
            payload: z.record(z.string(), z.unknown()).describe("Ids and plain values of it."),
          })
          .describe("One fact."),
      )
      .describe("Facts in the order of the feed."),
    nextCursor: outText("To go on from; the same as before where nothing came."),
    hasMore: z.boolean().describe("Whether more is there already."),
  }),
  errors: { "kernel.bad_cursor": "invalid" },
  example: { limit: 100 },
  run: async ({ job, input: { cursor, isFromNow, limit } }) => {
    const [txid, id] = cursor ? decodeCursor(cursor, 2) : START;
    const from = { txid: String(txid), id: Number(id) };
    if (!/^\d{1,19}$/.test(from.txid) || !Number.isSafeInteger(from.id)) decodeCursor("", 2);
    return reading(job, async ({ sql }) => {
      if (!cursor && isFromNow) {
        const [now] = await sql<{ txid: string }[]>`
          select pg_snapshot_xmin(pg_current_snapshot())::text as txid`;
        const nextCursor = encodeCursor([now?.txid ?? "0", 0]);
        return { items: [], nextCursor, hasMore: false };
      }
      const rows = await sql<Row[]>`
        select id, txid::text as txid, name, occurred_at as "occurredAt", payload
          from outbox_facts
         where (txid, id) > (${from.txid}::xid8, ${from.id}::bigint)
           and txid < pg_snapshot_xmin(pg_current_snapshot())
           and name = any(${PUBLIC_FACTS as unknown as string[]})
         order by txid, id limit ${limit + 1}`;
      const items = rows.slice(0, limit);
      const last = items.at(-1) ?? from;
      return {
        items: items.map(({ txid: _, occurredAt, ...row }) => {
          return { ...row, occurredAt: occurredAt.toISOString() };
        }),
        nextCursor: encodeCursor([last.txid, last.id]),
        hasMore: rows.length > limit,
      };
    });
  },
});
