import type { Tx } from "@/db/client";
import { DomainError } from "@/server/kernel/errors";
import { writeAudit } from "../../audit";
import { authorize, authorOf, type Context, inTransaction, reading } from "../../context";
import type { KindWords } from "./guess-kind";
import { type SaveMailRulesInput, saveMailRulesInput } from "./inputs";

/** How a tenant's requests go by mail. */
export interface MailRules {
  sendsText: boolean;
  confirmsReceipt: boolean;
  dailyMax: number;
  kindWords: KindWords;
  version: number;
}

const SHIPPED: MailRules = {
  ...{ sendsText: false, confirmsReceipt: true, dailyMax: 20, kindWords: {}, version: 0 },
};

export async function readMailRules({ sql }: Tx): Promise<MailRules> {
  const [row] = await sql<MailRules[]>`
    select sends_text as "sendsText", confirms_receipt as "confirmsReceipt",
           daily_max as "dailyMax", kind_words as "kindWords", version
      from request_mail_rules`;
  return row ?? SHIPPED;
}

/** The rules of requests by mail, as the settings show them. */
export async function mailRules(ctx: Context): Promise<MailRules> {
  authorize(ctx, "settings:channels");
  return reading(ctx, readMailRules);
}

/** Saves them. Throws conflict `requests.rules_changed` where somebody was faster. */
export async function saveMailRules(ctx: Context, raw: SaveMailRulesInput): Promise<void> {
  authorize(ctx, "settings:channels");
  const { sendsText, confirmsReceipt, dailyMax, kindWords, version } =
    saveMailRulesInput.parse(raw);
  await inTransaction(ctx, async (inner, tx) => {
    const { sql } = tx;
    const before = await readMailRules(tx);
    const by = authorOf(inner.actor).id;
    const saved = await sql`
      insert into request_mail_rules as r (sends_text, confirms_receipt, daily_max, kind_words,
                                           updated_at, updated_by)
      values (${sendsText}, ${confirmsReceipt}, ${dailyMax}, ${sql.json(kindWords)}, ${inner.now},
              ${by})
      on conflict (tenant_id) do update
         set sends_text = excluded.sends_text, confirms_receipt = excluded.confirms_receipt,
             daily_max = excluded.daily_max, kind_words = excluded.kind_words,
             updated_at = excluded.updated_at, updated_by = excluded.updated_by,
             version = r.version + 1
       where r.version = ${version} returning version`;
    const isStale = saved.length === 0 || (version === 0) !== (before.version === 0);
    if (isStale) throw new DomainError("conflict", "requests.rules_changed");
    await writeAudit(inner, {
      ...{ action: "requests.save-mail-rules", entity: "tenant", entityId: inner.actor.tenantId },
      ...{ before: { ...before }, after: { sendsText, confirmsReceipt, dailyMax, kindWords } },
    });
  });
}
