import type { Tx } from "@/db/client";
import type { Channel } from "@/db/values/messages";
import type { Incoming } from "@/server/kernel/delivery";
import type { Context } from "../../context";
import { cleanLine, cleanText } from "./clean-text";
import { matchNumber } from "./match-number";
import { writeInbound } from "./write-inbound";

/** Files replies that a carrier brought, each once; answers how many were new. */
export async function fileReplies(
  ctx: Context,
  tx: Tx,
  at: { channel: Channel; provider: string; items: readonly Incoming[] },
): Promise<number> {
  let count = 0;
  for (const item of at.items) {
    const number = cleanLine(item.from);
    const providerId = cleanLine(item.providerId);
    const [answered] = await tx.sql<{ id: number }[]>`
      select id from messages where direction = 'outbound' and provider = ${at.provider}
         and provider_id = ${providerId.split("/")[0] ?? ""} limit 1`;
    const answers = answered?.id ?? null;
    const place = await matchNumber(tx, { number, at: item.at, answers });
    const body = cleanText(item.text);
    const kept = await writeInbound(ctx, tx, {
      draft: {
        ...{ key: `in:${at.provider}:${providerId}`, channel: at.channel },
        ...{ provider: at.provider, providerId, kind: "person" },
        ...{ fromAddress: number, fromName: "", toAddress: cleanLine(item.to ?? "") },
        ...{ subject: "", body, shown: body, at: item.at, files: [] },
      },
      place,
    });
    if (kept.outcome === "kept") count += 1;
  }
  return count;
}
