import type { FetchMessageObject, ImapFlow } from "imapflow";
import type {
  DeadLetter,
  InboundMail,
  MailboxLimits,
  MailboxSettings,
  MailCursor,
  MailPage,
} from "./inbound-mail";
import { mailboxError } from "./mailbox-errors";
import { deadLetter, type MailEntry, readMail } from "./read-mail";
import { limitsOf, type OpenMailbox, withMailbox } from "./with-mailbox";

/** Of a mail that is too large: enough for its headers and for a person to see what it is. */
const BEGINNING_BYTES = 256 * 1024;

/**
 * Where a mailbox stands now, at `at`: what comes later is new. Also shows that it can be read at all.
 */
export function openCursor(settings: MailboxSettings, at: Date): Promise<MailCursor> {
  return withMailbox(settings, true, async ({ box }) => {
    const { uidValidity, uidNext, exists } = box;
    // A server that does not say the next number: all of them would be new mails some day.
    if (!uidNext && exists > 0) throw mailboxError("odd_answer");
    const lastUid = Math.max(0, (uidNext ?? 1) - 1);
    return { uidValidity: String(uidValidity), lastUid, sinceOn: at.toISOString().slice(0, 10) };
  });
}

/**
 * The next mails after a cursor, one page, oldest first; null begins at the very first. Where the
 * server has numbered anew, those that it got on the cursor's day or later. Nothing in the mailbox is
 * changed. A mail that was deleted meanwhile is passed over, one that cannot be read
 * is a dead letter, and what came before the connection was lost is a page like any other. Throws
 * external `mailbox.*`.
 */
export function fetchMails(
  settings: MailboxSettings,
  cursor: MailCursor | null,
): Promise<MailPage> {
  return withMailbox(settings, true, async (mailbox) => {
    const uidValidity = String(mailbox.box.uidValidity);
    const isRenumbered = cursor !== null && cursor.uidValidity !== uidValidity;
    const start = isRenumbered ? beginAnew(mailbox, cursor) : (cursor ?? { lastUid: 0 });
    const { lastUid } = start;
    const limits = limitsOf(settings);
    const uids = await newcomers(mailbox, start, settings.isUnseenOnly ?? false);
    const page = uids.slice(0, limits.pageMails);
    const { items, reachedUid } = await fetchPage(mailbox.client, page, limits);
    const next = { ...start, uidValidity, lastUid: Math.max(lastUid, reachedUid) };
    return { items, next, hasMore: uids.some((uid) => uid > next.lastUid), isRenumbered };
  });
}

type Start = Omit<MailCursor, "uidValidity">;

function beginAnew({ box }: OpenMailbox, { sinceOn }: MailCursor): Start {
  if (sinceOn === undefined) return { lastUid: 0 };
  return { lastUid: 0, sinceOn, renumberedTo: Math.max(0, (box.uidNext ?? 1) - 1) };
}

/** Mails that were put in later may bear an old day and are new all the same. */
async function newcomers(
  mailbox: OpenMailbox,
  start: Start,
  isUnseenOnly: boolean,
): Promise<number[]> {
  const { lastUid, sinceOn, renumberedTo = 0 } = start;
  const uids = await uidsAfter(mailbox, lastUid, isUnseenOnly ? { seen: false } : {});
  if (sinceOn === undefined || !uids.some((uid) => uid <= renumberedTo)) return uids;
  const lately = new Set(await uidsAfter(mailbox, lastUid, { since: new Date(sinceOn) }));
  return uids.filter((uid) => uid > renumberedTo || lately.has(uid));
}

async function uidsAfter(
  { client, box }: OpenMailbox,
  lastUid: number,
  more: { since?: Date; seen?: false },
): Promise<number[]> {
  if (box.exists === 0) return [];
  const query = { uid: `${lastUid + 1}:*`, ...more };
  const found = await client.search(query, { uid: true });
  // "5:*" is the last mail too where that is number 3.
  if (!found) throw mailboxError(client.usable ? "odd_answer" : "lost");
  return found.filter((uid) => uid > lastUid).sort((a, b) => a - b);
}

async function fetchPage(client: ImapFlow, uids: readonly number[], limits: MailboxLimits) {
  const items: (InboundMail | DeadLetter)[] = [];
  let [reachedUid, bytes] = [0, 0];
  if (uids.length === 0) return { items, reachedUid };
  const entries = new Map<number, MailEntry>();
  const query = { uid: true, size: true, internalDate: true };
  for await (const message of client.fetch(uids.join(","), query, { uid: true })) {
    entries.set(message.uid, entryOf(message));
  }
  if (!client.usable) throw mailboxError("lost");
  for (const uid of uids) {
    const entry = entries.get(uid);
    const size = fetchedBytes(entry?.size ?? 0, limits);
    if (items.length > 0 && bytes + size > limits.pageBytes) break;
    try {
      // What the list had and this has not was deleted in between.
      const item = entry === undefined ? null : await fetchOne(client, entry, limits);
      if (item !== null) items.push(item);
    } catch (error) {
      if (items.length === 0) throw error;
      break;
    }
    bytes += size;
    reachedUid = uid;
  }
  return { items, reachedUid };
}

/** Of one that is too large only the beginning comes. */
const fetchedBytes = (size: number, { mailBytes }: MailboxLimits): number =>
  size > mailBytes ? BEGINNING_BYTES : size;

async function fetchOne(
  client: ImapFlow,
  entry: MailEntry,
  { mailBytes }: MailboxLimits,
): Promise<InboundMail | DeadLetter | null> {
  const { uid, size } = entry;
  const isTooLarge = size !== null && size > mailBytes;
  const source = isTooLarge ? { start: 0, maxLength: BEGINNING_BYTES } : true;
  let message: FetchMessageObject | false;
  try {
    message = await client.fetchOne(String(uid), { uid: true, source }, { uid: true });
  } catch (error) {
    // The server itself cannot read it, which it says of this one alone: the others still come.
    if (!isRefused(error) || !client.usable) throw error;
    return deadLetter(entry, "unreadable", Buffer.alloc(0));
  }
  if (message === false && !client.usable) throw mailboxError("lost");
  if (message === false) return null;
  const raw = message.source ?? null;
  if (raw === null) return deadLetter(entry, "unreadable", Buffer.alloc(0));
  if (isTooLarge) return deadLetter(entry, "too_large", raw);
  return readMail(entry, raw);
}

function isRefused(error: unknown): boolean {
  const { responseStatus } = error as { responseStatus?: string };
  return responseStatus === "NO" || responseStatus === "BAD";
}

function entryOf({ uid, size, internalDate }: FetchMessageObject): MailEntry {
  const at = internalDate === undefined ? null : new Date(internalDate);
  return { uid, size: size ?? null, receivedAt: at && !Number.isNaN(at.getTime()) ? at : null };
}
