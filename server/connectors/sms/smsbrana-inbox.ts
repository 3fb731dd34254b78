import { createHash } from "node:crypto";
import type { Incoming, Progress, ProgressState } from "@/server/kernel/delivery";
import { instantAt } from "@/server/kernel/wall-instant";
import { childText, type XmlElement, xmlChild, xmlChildren } from "../xml";
import { idOfContent } from "./webhook";

/** A report or a reply, in the order of the inbox. */
export type InboxItem = { incoming: Incoming } | { progress: Progress | null; key: string };

/** Of "0" and "2" nothing is known but that it is on its way. */
const STATES: Readonly<Record<string, ProgressState>> = {
  "0": "sent",
  "1": "delivered",
  "2": "sent",
  "3": "undelivered",
  "5": "undelivered",
};

const TIME = /^(\d{4})(\d{2})(\d{2})T?(\d{2})(\d{2})(\d{2})?$/;

/** "20260131T140559" on the clock of Prague. */
function timeOf(text: string): Date | null {
  const [found, year, month, day, hour, minute, second = "00"] = TIME.exec(text.trim()) ?? [];
  return found ? instantAt(`${year}-${month}-${day}`, `${hour}:${minute}:${second}`) : null;
}

/** Replies and delivery reports that lie in the inbox, as it answers them. */
export function readInbox(root: XmlElement): InboxItem[] {
  const inbox = xmlChild(root, "inbox");
  const itemsOf = (kind: string) =>
    xmlChildren(inbox ?? root, kind).flatMap((group) => xmlChildren(group, "item"));
  return [...itemsOf("delivery_sms").map(replyOf), ...itemsOf("delivery_report").map(reportOf)];
}

function replyOf(item: XmlElement): InboxItem {
  const [number, time, text] = ["number", "time", "message"].map((name) => childText(item, name));
  const providerId = idOfContent(number ?? "", time ?? "", text ?? "");
  const from = number?.startsWith("+") ? number : `+${number ?? ""}`;
  const at = timeOf(time ?? "") ?? new Date(0);
  return { incoming: { providerId, from, to: null, text: text ?? "", at } };
}

function reportOf(item: XmlElement): InboxItem {
  const [id, time, status] = ["idsms", "time", "status"].map((name) => childText(item, name));
  const state = STATES[status ?? ""];
  const key = idOfContent(id ?? "", time ?? "", status ?? "");
  if (!id || !state) return { progress: null, key };
  return { progress: { providerId: id, state, at: timeOf(time ?? ""), detail: status ?? "" }, key };
}

const idOfItem = (item: InboxItem): string =>
  "incoming" in item ? item.incoming.providerId : item.key;

/** What names the whole of an inbox: that is handed back once all of it is filed. */
export function markOf(items: readonly InboxItem[]): string {
  const ids = items.map(idOfItem).sort().join("\n");
  return `${items.length}:${createHash("sha256").update(ids).digest("hex").slice(0, 32)}`;
}

/** Those of `later` that were not among `earlier`, two alike counted as two. */
export function newcomers(earlier: readonly InboxItem[], later: readonly InboxItem[]): InboxItem[] {
  const left = new Map<string, number>();
  for (const item of earlier) left.set(idOfItem(item), (left.get(idOfItem(item)) ?? 0) + 1);
  return later.filter((item) => {
    const count = left.get(idOfItem(item)) ?? 0;
    left.set(idOfItem(item), count - 1);
    return count <= 0;
  });
}

export const incomingOf = (items: readonly InboxItem[]): Incoming[] =>
  items.flatMap((item) => ("incoming" in item ? [item.incoming] : []));

/** The last word on each message, in the order in which they came. */
export function progressesOf(items: readonly InboxItem[]): Progress[] {
  return items.flatMap((item) => ("progress" in item && item.progress ? [item.progress] : []));
}
