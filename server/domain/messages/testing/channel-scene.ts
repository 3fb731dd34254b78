import { atInstant, type Context, inTransaction, reading } from "../../context";
import { makeDebtor } from "../../dunning/testing/dunning-scene";
import type { Desk } from "../../testing";
import type { SaveChannelInput } from "../channel-inputs";
import { deliverChannel } from "../channels/deliver-channel";
import { saveChannel } from "../channels/save-channel";
import type { MessageDraft } from "../draft";
import { writeMessages } from "../write-messages";
import { mailDraft } from "./mail-draft";
import { restless } from "./restless";

/** Waits for nobody: what is asked to be waited for is noted. */
export function notedPace() {
  const paused: number[] = [];
  const pace = { pause: async (ms: number) => void paused.push(ms), elapsed: () => 0 };
  return { pace, paused };
}

export const OUTSIDE = {
  ...{ fioUrl: "", isPrivateAllowed: true, baseUrl: "https://saldo.example" },
  office: async () => ({ isInstalled: false }) as const,
};

/** A tenant with a debtor, a channel that is set up, and a clock that is moved on by hand. */
export async function channelScene(desk: Desk, given?: SaveChannelInput) {
  const tenant = await desk.tenant();
  const at = <C extends Context>(ctx: C): C => ({ ...ctx, outside: OUTSIDE });
  const admin = at(await tenant.operator("administrator"));
  const ctx = at(tenant.system());
  await restless(ctx);
  if (given) await saveChannel(admin, given);
  const debtor = await makeDebtor(ctx);
  const later = (seconds: number) => atInstant(ctx, new Date(desk.now.getTime() + seconds * 1_000));
  const write = async (...drafts: Partial<MessageDraft>[]) =>
    inTransaction(ctx, (inner, tx) =>
      writeMessages(
        inner,
        tx,
        drafts.map((more) => mailDraft(debtor, { notBefore: desk.now, ...more })),
      ),
    );
  const { pace, paused } = notedPace();
  const deliver = (channel: MessageDraft["channel"], when: Context = ctx) =>
    deliverChannel(when, { channel, pace });
  const rows = () =>
    reading(ctx, async ({ sql }) => [
      ...(await sql<Record<string, unknown>[]>`
        select id, direction, channel, state, attempts, last_error, provider, provider_id, case_id,
               party_id, subject, body, inbound_kind, delivered_at, read_at, progress_detail,
               posting_no, posted_on, parts, pages, price_minor, price_text, message_id,
               reply_token, dismissed_at, in_reply_to, from_address
          from messages order by id`),
    ]);
  const files = () =>
    reading(ctx, async ({ sql }) => [
      ...(await sql<{ messageId: number; kind: string; name: string; mediaType: string }[]>`
        select x.message_id as "messageId", x.kind, f.name, f.media_type as "mediaType"
          from message_files x join files f on f.id = x.file_id order by x.message_id, x.place`),
    ]);
  const events = (kind: string) =>
    reading(ctx, async ({ sql }) => [
      ...(await sql<{ text: string; data: Record<string, unknown>; assignee: number | null }[]>`
        select text, data, assignee_id as assignee from case_events
         where kind = ${kind} order by id`),
    ]);
  const account = (channel: string) =>
    reading(ctx, async ({ sql }) => {
      const [row] = await sql<Record<string, unknown>[]>`
        select trouble, failures, paused_until, read_at, read_error, cursor
          from channel_accounts where channel = ${channel}`;
      return row;
    });
  return {
    ...{ tenant, admin, ctx, debtor, later, write, deliver, rows, files, events, account, at },
    paused,
  };
}
