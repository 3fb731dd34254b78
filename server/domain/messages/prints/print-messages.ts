import type { Tx } from "@/db/client";
import type { Channel } from "@/db/values/messages";
import { countPages } from "@/server/connectors/post";
import { type Context, inTransaction, reading } from "../../context";
import { type Printed, printFiles } from "../../templates";
import { type Outgoing, type OutgoingFile, readOutgoing } from "../outgoing";
import { refuseMessages } from "../refuse-messages";
import { writeFiles } from "../write-files";
import { isPdfType, isPrinted, printName } from "./printable";

const BATCH_MAX = 50;
const OFFICE_WAIT_SECONDS = 600;

interface Prepared {
  message: Outgoing;
  prints: { source: OutgoingFile; pdf: Buffer }[];
  trouble: string | null;
}

/**
 * Turns documents of messages that wait into PDF, some at a time, and keeps the prints beside them
 * with their hashes: what leaves is what is kept. Without a word processor those that need one wait
 * with `office_missing`, except mails, which then carry the document as it is. Answers how many
 * messages are ready or settled; call again until none.
 */
export async function printMessages(
  ctx: Context,
  { channel, ids: known }: { channel: Channel; ids?: readonly number[] },
): Promise<{ count: number }> {
  const ids = known ?? (await reading(ctx, (tx) => readUnprinted(ctx, tx, channel)));
  if (ids.length === 0) return { count: 0 };
  const messages = await reading(ctx, (tx) => readOutgoing(tx, ids));
  const wanted = messages.flatMap((message) =>
    filesToPrint(message).map((source) => ({ message, source })),
  );
  const printed = await printFiles(
    ctx,
    wanted.map(({ message, source }) => ({ file: source, language: message.language })),
  );
  const prepared = messages.map((message): Prepared => {
    const own = wanted.flatMap((each, index) =>
      each.message === message ? [{ source: each.source, printed: printed[index] as Printed }] : [],
    );
    const failed = own.find((each) => !each.printed.ok)?.printed;
    return {
      message,
      prints: own.flatMap(({ source, printed: each }) =>
        each.ok ? [{ source, pdf: each.pdf }] : [],
      ),
      trouble: failed && !failed.ok ? failed.reason : null,
    };
  });
  await settle(ctx, channel, prepared);
  return { count: prepared.length };
}

/** Letters are printed whole; of a data message and a mail only the document itself is. */
function filesToPrint({ channel, files }: Outgoing): OutgoingFile[] {
  const isKept = files.some(({ kind }) => kind === "print");
  if (isKept) return [];
  return files.filter((file) => {
    if (!isPrinted(file) || isPdfType(file.mediaType)) return false;
    if (channel === "letter") return true;
    const isOffice = !/^text\//.test(file.mediaType);
    return file.kind === "document" && (channel === "data_box" || isOffice);
  });
}

/** Some of those that are due and wait for their prints, the oldest first. */
export async function readUnprinted(
  ctx: Context,
  { sql }: Tx,
  channel: Channel,
): Promise<number[]> {
  const rows = await sql<{ id: number }[]>`
    select id from messages
     where channel = ${channel} and state = 'waiting' and not is_printed
       and next_attempt_at <= ${ctx.now}
     order by next_attempt_at, id limit ${BATCH_MAX}`;
  return rows.map(({ id }) => id);
}

async function settle(ctx: Context, channel: Channel, prepared: Prepared[]): Promise<void> {
  // A mail goes with its document as it is where no print can be made of it.
  const isReady = ({ trouble }: Prepared) => trouble === null || channel === "email";
  await keep(ctx, prepared.filter(isReady));
  const waiting = prepared.filter((each) => !isReady(each));
  const isMissing = ({ trouble }: Prepared) => trouble === "office_missing";
  await postpone(
    ctx,
    waiting.filter(isMissing).map(({ message }) => message.id),
  );
  await refuseMessages(
    ctx,
    waiting
      .filter((each) => !isMissing(each))
      .map(({ message, trouble }) => ({ messageId: message.id, reason: trouble ?? "not_printed" })),
  );
}

async function keep(ctx: Context, prepared: readonly Prepared[]): Promise<void> {
  if (prepared.length === 0) return;
  await inTransaction(ctx, async (inner, tx) => {
    const { sql } = tx;
    // Whoever else has printed it meanwhile was first: one print of each, whatever it cost.
    const open = await sql<{ id: number; place: number }[]>`
      select m.id, (select coalesce(max(f.place), -1) + 1 from message_files f
                     where f.message_id = m.id) as place
        from messages m
       where m.id = any(${prepared.map(({ message }) => message.id)}::bigint[])
         and m.state = 'waiting' and not m.is_printed order by m.id for update`;
    const placeOf = new Map(open.map(({ id, place }) => [id, place]));
    const mine = prepared.filter(({ message }) => placeOf.has(message.id));
    const files = mine.flatMap(({ prints }) =>
      prints.map(({ source, pdf }) => ({
        ...{ kind: "print" as const, name: printName(source.name) },
        ...{ mediaType: "application/pdf", bytes: pdf },
      })),
    );
    const kept = await writeFiles(inner, tx, files);
    let at = 0;
    const rows = mine.flatMap(({ message, prints }) =>
      prints.map((_, index) => ({
        ...{ message_id: message.id, place: (placeOf.get(message.id) ?? 0) + index },
        ...{ kind: "print", file_id: kept[at++]?.fileId ?? 0 },
      })),
    );
    if (rows.length > 0) await sql`insert into message_files ${sql(rows)}`;
    const pages = mine.map((each) => pagesOf(each));
    await sql`
      update messages m set is_printed = true, pages = p.pages,
             last_error = nullif(m.last_error, 'office_missing')
        from unnest(${mine.map(({ message }) => message.id)}::bigint[], ${pages}::int[])
             as p(id, pages) where m.id = p.id`;
  });
}

/** Pages of all that is printed; null where one of them cannot be counted. */
function pagesOf({ message, prints }: Prepared): number | null {
  if (message.channel === "email" || message.channel === "sms") return null;
  const given = message.files.filter(({ mediaType }) => isPdfType(mediaType));
  const pdfs = [...prints.map(({ pdf }) => pdf), ...given.map(({ bytes }) => bytes)];
  const counts = pdfs.map(countPages);
  const sum = counts.reduce<number>((all, count) => all + (count ?? 0), 0);
  return counts.includes(null) || sum === 0 ? null : sum;
}

async function postpone(ctx: Context, ids: number[]): Promise<void> {
  if (ids.length === 0) return;
  await inTransaction(ctx, async (_, { sql }) => {
    await sql`
      update messages set last_error = 'office_missing',
             next_attempt_at = ${ctx.now}::timestamptz + ${OFFICE_WAIT_SECONDS} * interval '1 second'
       where id = any(${ids}::bigint[]) and state = 'waiting' and not is_printed`;
  });
}
