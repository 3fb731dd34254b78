import type { Carrier, Found, Handed } from "@/server/kernel/delivery";
import { type Context, inTransaction, reading } from "../../context";
import type { Outgoing } from "../outgoing";

/**
 * Keeps messages instead of sending them, as their recipients would see them: in a demo nothing leaves
 * the house. It answers like a carrier, also when it is asked what it has.
 */
export function openCatcher(ctx: Context): Carrier<Outgoing> {
  return {
    code: "catcher",
    hand: (message, key) => keep(ctx, message, key),
    find: (_, key) => find(ctx, key),
  };
}

async function keep(ctx: Context, message: Outgoing, key: string): Promise<Handed> {
  const html = message.files.find(({ mediaType }) => mediaType.startsWith("text/html"));
  const providerId = await inTransaction(ctx, async (_, { sql }) => {
    const details = {
      ...{ toName: message.toName, fromName: message.fromName, messageId: message.messageId },
      ...{ ourRef: message.ourRef, yourRef: message.yourRef, postal: message.toPostal },
      ...{ deliveryMode: message.deliveryMode, replyToken: message.replyToken },
    };
    const [row] = await sql<{ id: number }[]>`
      insert into caught_messages (key, channel, to_address, from_address, subject, body, html,
                                   message_row_id, details, caught_at)
      values (${key}, ${message.channel}, ${message.toAddress}, ${message.fromAddress},
              ${message.subject}, ${message.body}, ${html?.bytes.toString("utf8") ?? null},
              ${message.id}, ${sql.json(details as never)}, ${ctx.now})
      on conflict (tenant_id, key) do update set key = excluded.key returning id`;
    return row ? String(row.id) : null;
  });
  return { outcome: "accepted", providerId };
}

async function find(ctx: Context, key: string): Promise<Found> {
  const [row] = await reading(
    ctx,
    ({ sql }) => sql<{ id: number }[]>`select id from caught_messages where key = ${key}`,
  );
  return row ? { outcome: "accepted", providerId: String(row.id) } : { outcome: "missing" };
}
