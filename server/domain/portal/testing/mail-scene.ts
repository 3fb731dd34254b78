import type { ImapTwin } from "@/server/connectors/imap/testing/imap-twin";
import type { SmtpCatcher } from "@/server/connectors/mail/testing/catch-smtp";
import { atInstant, type Context, inTransaction, reading, type SystemActor } from "../../context";
import { deliverChannel, receiveMails, saveChannel } from "../../messages";
import { takeMail } from "../../requests";
import type { Desk } from "../../testing";
import { portalScene } from "./portal-scene";

export const BOX = "pozadavky@agency.example";
const OUTSIDE = {
  ...{ fioUrl: "", isPrivateAllowed: true, baseUrl: "https://saldo.example" },
  mailFrom: "agentura@agency.example",
  office: async () => ({ isInstalled: false }) as const,
};

type Box = { imap: ImapTwin; smtp: SmtpCatcher; more?: Record<string, unknown> };

/** What of a sent letter tests look at, unfolded. */
export const headerOf = (raw: string, name: string): string =>
  new RegExp(`^${name}: (.*)$`, "im").exec(raw.replace(/\r?\n[ \t]+/g, " "))?.[1]?.trim() ?? "";

/** A tenant with a portal, two debtors, a mailbox of requests and a server to send by. */
export async function mailScene(desk: Desk, { imap, smtp, more = {} }: Box) {
  const scene = await portalScene(desk);
  const system = scene.tenant.system();
  const ctx: Context<SystemActor> = { ...system, outside: OUTSIDE };
  const admin = { ...scene.admin, outside: OUTSIDE };
  const inbound = {
    ...{ address: BOX, host: "127.0.0.1", port: imap.port, security: "plain", user: "u" },
    ...{ opensRequests: true, ...more },
  };
  const server = { host: "127.0.0.1", port: Number(new URL(smtp.url).port), security: "plain" };
  await saveChannel(admin, {
    ...{ channel: "email", provider: "smtp", secrets: { mailboxPassword: "p" } },
    settings: { ...server, user: "", inbound },
  });
  await receiveMails(ctx);
  const at = (seconds: number) => atInstant(ctx, new Date(desk.now.getTime() + seconds * 1_000));
  const relay = relayOf();
  /** Reads the mailbox and lets follow what follows, as the clock does. */
  const receive = async (when: Context<SystemActor> = ctx) => {
    while ((await receiveMails(when)).count > 0);
    await relay(when);
  };
  const send = async (when: Context<SystemActor> = ctx) => {
    const before = smtp.mails.length;
    await deliverChannel(when, {
      ...{ channel: "email", pace: { pause: async () => undefined, elapsed: () => 0 } },
    });
    return smtp.mails.slice(before);
  };
  const rows = <T extends object>(query: string) =>
    reading(ctx, async ({ sql }) => [...(await sql.unsafe(query))] as unknown as T[]);
  const emailOf = async ({ partyId }: { partyId: number }) => {
    const [row] = await rows<{ value: string }>(
      `select value from party_contacts where party_id = ${partyId} and kind = 'email'`,
    );
    return row?.value ?? "";
  };
  const requests = () =>
    rows<{
      id: number;
      refNo: string;
      state: string;
      kind: string;
      about: string;
      subject: string;
    }>(
      `select id, ref_no as "refNo", state, fields->>'requestKind' as kind,
              fields->>'aboutRefNo' as about, fields->>'subject' as subject
         from cases where category = 'request' order by id`,
    );
  const standings = () =>
    rows<{ standing: string; reason: string | null; language: string | null; messageId: number }>(
      `select standing, reason, language, message_id as "messageId"
         from request_mails order by message_id`,
    );
  return {
    ...{ ...scene, ctx, admin, at, receive, relay, send, rows, emailOf, requests, standings },
    ...{ imap, smtp },
  };
}

/** Hands facts of mails to who acts on them, each once and in their order. */
function relayOf() {
  let last = 0;
  return async (ctx: Context<SystemActor>) => {
    for (;;) {
      const facts = await inTransaction(ctx, async (_, { sql }) => [
        ...(await sql<{ id: number; name: string; messageId: number }[]>`
          select id, name, (payload->>'messageId')::bigint as "messageId" from outbox_facts
           where id > ${last} and name in ('message.received', 'message.filed')
             and coalesce(payload->>'channel', 'email') = 'email'
           order by id`),
      ]);
      if (facts.length === 0) return;
      for (const { id, name, messageId } of facts) {
        last = id;
        await takeMail(ctx, { messageId, isPersonsWord: name === "message.filed" });
      }
    }
  };
}

let serial = 0;

/** A mail as a person's program writes it. */
export function mailOf(
  headers: Record<string, string>,
  body = "Prosím o vyčíslení dluhu.",
): string {
  const all = {
    ...{ From: "Jan Novák <nikdo@jiny.example>", To: BOX, Subject: "Dotaz" },
    "Message-ID": `<m-${++serial}@client.example>`,
    ...{ Date: "Sun, 22 Nov 2026 08:00:00 +0000", "Content-Type": "text/plain; charset=utf-8" },
    ...headers,
  };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}`);
  return `${lines.join("\r\n")}\r\n\r\n${body.replace(/\r?\n/g, "\r\n")}`;
}
