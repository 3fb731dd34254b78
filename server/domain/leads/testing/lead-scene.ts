import type { ImapTwin } from "@/server/connectors/imap/testing/imap-twin";
import type { SmtpCatcher } from "@/server/connectors/mail/testing/catch-smtp";
import { atInstant, type Context, inTransaction, reading, type SystemActor } from "../../context";
import { deliverChannel, receiveMails, saveChannel } from "../../messages";
import type { Desk } from "../../testing";
import { takeLead } from "../mail/take-lead";

export const DEALS_BOX = "obchod@agency.example";
const OUTSIDE = {
  ...{ fioUrl: "", isPrivateAllowed: true, baseUrl: "https://saldo.example" },
  mailFrom: "agentura@agency.example",
  office: async () => ({ isInstalled: false }) as const,
};

type Boxes = { imap: ImapTwin; smtp: SmtpCatcher; more?: Record<string, unknown> };

export interface DealRow {
  id: number;
  refNo: string;
  state: string;
  ownerId: number | null;
  fields: Record<string, string>;
}

/** A tenant with a mailbox of deals and a server to send by. */
export async function leadScene(desk: Desk, { imap, smtp, more = {} }: Boxes) {
  const tenant = await desk.tenant();
  const ctx: Context<SystemActor> = { ...tenant.system(), outside: OUTSIDE };
  const admin = { ...(await tenant.operator()), outside: OUTSIDE };
  const dealsInbound = {
    ...{ address: DEALS_BOX, host: "127.0.0.1", port: imap.port, security: "plain", user: "u" },
    ...more,
  };
  const server = { host: "127.0.0.1", port: Number(new URL(smtp.url).port), security: "plain" };
  const save = (password = "p") =>
    saveChannel(admin, {
      ...{ channel: "email", provider: "smtp", secrets: { dealsMailboxPassword: password } },
      settings: { ...server, user: "", dealsInbound },
    });
  await save();
  await receiveMails(ctx, "deals");
  const at = (seconds: number) => atInstant(ctx, new Date(desk.now.getTime() + seconds * 1_000));
  let last = 0;
  /** Reads the mailbox and lets follow what follows, as the clock does. */
  const receive = async (when: Context<SystemActor> = ctx) => {
    while ((await receiveMails(when, "deals")).count > 0);
    const facts = await inTransaction(when, async (_, { sql }) => [
      ...(await sql<{ id: number; messageId: number }[]>`
        select id, (payload->>'messageId')::bigint as "messageId" from outbox_facts
         where id > ${last} and name in ('message.received', 'message.filed') order by id`),
    ]);
    for (const { id, messageId } of facts) {
      last = id;
      await takeLead(when, { messageId });
    }
  };
  const send = async () => {
    const before = smtp.mails.length;
    await deliverChannel(ctx, {
      ...{ channel: "email", pace: { pause: async () => undefined, elapsed: () => 0 } },
    });
    return smtp.mails.slice(before);
  };
  const rows = <T extends object>(query: string) =>
    reading(ctx, async ({ sql }) => [...(await sql.unsafe(query))] as unknown as T[]);
  const deals = () =>
    rows<DealRow>(
      `select id, ref_no as "refNo", state, owner_id as "ownerId", fields
         from cases where category = 'deal' order by id`,
    );
  const standings = () =>
    rows<{ messageId: number; standing: string; reason: string | null; caseId: number | null }>(
      `select message_id as "messageId", standing, reason, case_id as "caseId"
         from lead_mails order by message_id`,
    );
  return { tenant, ctx, admin, at, save, receive, send, rows, deals, standings, imap };
}
