import type { Fragment, Tx } from "@/db/client";
import type { Channel } from "@/db/values/messages";
import type { PaperKind } from "@/db/values/portal";
import { decodeNumbers, encodeCursor, type Page } from "@/server/kernel/page";
import { type PortalContext, reading } from "../context";
import { type PaperListInput, paperListInput } from "./inputs";

/** shown: an operator shows it; sent, received: with a message; paper: a confirmation made here. */
export type DocumentSource = "shown" | "sent" | "received" | "paper";

export interface MyDocument {
  fileId: number;
  name: string;
  sizeBytes: number;
  at: Date;
  source: DocumentSource;
  /** Of one that came or went with a message. */
  channel: Channel | null;
  paperKind: PaperKind | null;
  /** Null: of all cases. */
  refNo: string | null;
}

interface Row extends MyDocument {
  /** Microseconds: what the list is ordered by. */
  order: number;
}

/**
 * Files that a client may open: shown to them, sent to them, come from them, made for them; each once,
 * the newest first. The walls of the database decide which those are.
 */
export async function myDocuments(
  ctx: PortalContext,
  raw: PaperListInput = {},
): Promise<Page<MyDocument>> {
  const { refNo, cursor, limit } = paperListInput.parse(raw);
  const after = cursor ? decodeNumbers(cursor, 2) : null;
  const rows = await reading(ctx, (tx) => documentsOf(tx, { refNo: refNo ?? null, after, limit }));
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return {
    items: items.map(({ order: _, ...item }) => item),
    nextCursor: rows.length > limit && last ? encodeCursor([last.order, last.fileId]) : null,
  };
}

/**
 * Files of messages `m`. A letter's print stands for what it was printed from, and the page of a mail
 * is its text. Looked up message by message (`offset 0`): left to choose, the planner walks the files
 * of every message of the house to find a client's few.
 */
const filesOf = ({ sql }: Tx): Fragment => sql`
  cross join lateral (
    select y.file_id, y.kind, f.name, f.media_type
      from message_files y cross join lateral (
        select g.name, g.media_type from files g where g.id = y.file_id offset 0) f
     where y.message_id = m.id offset 0) x`;

const isShown = ({ sql }: Tx): Fragment => sql`
  x.kind = 'print'
  or not (x.kind = 'document' and m.channel = 'email' and x.media_type like 'text/html%')
     and not exists (select from message_files y join files g on g.id = y.file_id
                      where y.message_id = m.id and y.kind = 'print'
                        and g.name = regexp_replace(x.name, '\\.[A-Za-z0-9]{1,5}$', '') || '.pdf')`;

export interface DocumentsAsked {
  refNo: string | null;
  after: readonly number[] | null;
  limit: number;
}

export const documentsOf = (tx: Tx, { refNo, after, limit }: DocumentsAsked) => tx.sql<Row[]>`
  with mine as materialized (
    select m.id, coalesce(m.sent_at, m.created_at) as at, m.direction, m.channel, m.case_id
      from messages m),
  found as (
    select s.file_id, s.shown_at as at, 'shown' as source, null as channel, null as paper,
           s.case_id
      from shown_documents s
    union all
    select x.file_id, m.at, case m.direction when 'inbound' then 'received' else 'sent' end,
           m.channel, null, m.case_id
      from mine m ${filesOf(tx)} where ${isShown(tx)}
    union all
    select p.file_id, p.issued_at, 'paper', null, p.kind, p.case_id from issued_papers p),
  once as (
    select distinct on (file_id) *, (extract(epoch from at) * 1000000)::bigint as "order"
      from found order by file_id, at desc)
  select f.id as "fileId", f.name, f.size_bytes as "sizeBytes", o.at, o.source, o.channel,
         o.paper as "paperKind", k.ref_no as "refNo", o."order"
    from once o left join cases k on k.id = o.case_id
    cross join lateral (
      select f.id, f.name, f.size_bytes from files f where f.id = o.file_id offset 0) f
   where (${refNo}::text is null or k.ref_no = ${refNo})
     ${after ? tx.sql`and (o."order", f.id) < (${after[0] ?? 0}::bigint, ${after[1] ?? 0}::bigint)` : tx.sql``}
   order by o."order" desc, f.id desc limit ${limit + 1}`;
