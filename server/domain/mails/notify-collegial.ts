import type { Tx } from "@/db/client";
import type { Mails } from "@/emails/mails";
import { type CollegialNotice, stillAsked, takeNotices } from "../collegial";
import { type Context, inTransaction } from "../context";
import { queueMails } from "./queue-mails";

type Data = Mails["collegial_actions"];

/**
 * Writes to everybody what colleagues newly ask of them, and what is nearly due or late: one mail a
 * person, however much it is. Answers how many mails. A job's work, not a verb.
 */
export async function notifyCollegial(ctx: Context): Promise<{ count: number }> {
  return inTransaction(ctx, async (inner, tx) => {
    const people = new Map<number, CollegialNotice[]>();
    for (const notice of await takeNotices(inner, tx)) {
      const own = people.get(notice.operatorId);
      if (own) own.push(notice);
      else people.set(notice.operatorId, [notice]);
    }
    return { count: await queueMails(inner, tx, [...people.values()].flatMap(mailOf)) };
  });
}

function mailOf(notices: readonly CollegialNotice[]) {
  const [first] = notices;
  if (!first) return [];
  const { operatorId, toAddress, language, name, actionId, round, stage } = first;
  const data: Data = {
    name,
    items: notices.map(
      ({ operatorId: _, toAddress: __, language: ___, name: ____, ...item }) => item,
    ),
  };
  // Of one stage and round each is told once, so the first of them names the mail.
  const key = `collegial:${operatorId}:${actionId}:${round}:${stage}`;
  return [{ key, kind: "collegial_actions" as const, operatorId, toAddress, language, data }];
}

/** What of a mail that waited its reader is still asked; null where nothing is, and then it stays. */
export async function stillToTell(
  tx: Tx,
  { operatorId, data }: { operatorId: number; data: Data },
): Promise<Data | null> {
  const open = await stillAsked(tx, { operatorId, actions: data.items });
  const items = data.items.filter(({ actionId }) => open.has(actionId));
  return items.length === 0 ? null : { ...data, items };
}
