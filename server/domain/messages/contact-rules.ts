import type { Tx } from "@/db/client";
import type { Channel } from "@/db/values/messages";
import { writeAudit } from "../audit";
import { authorize, authorOf, type Context, inTransaction, reading } from "../context";
import { writeFacts } from "../events";
import { type ContactRules, DEFAULT_RULES } from "./contact-times";
import { type SaveContactRulesInput, saveContactRulesInput } from "./inputs";

/** The tenant's rules of contact, else those that are shipped. */
export async function readContactRules({ sql }: Tx): Promise<ContactRules> {
  const [row] = await sql<ContactRules[]>`
    select quiet_from as "quietFrom", quiet_to as "quietTo",
           rests_on_sundays as "restsOnSundays", rests_on_holidays as "restsOnHolidays", caps
      from contact_policies`;
  return row ? { ...row, caps: { ...DEFAULT_RULES.caps, ...row.caps } } : DEFAULT_RULES;
}

/** When and how often people may be written to. */
export async function contactRules(ctx: Context): Promise<ContactRules> {
  authorize(ctx, "messages:read");
  return reading(ctx, readContactRules);
}

/** Changes the rules for everything that has not left yet. */
export async function saveContactRules(ctx: Context, raw: SaveContactRulesInput): Promise<void> {
  authorize(ctx, "settings:channels");
  const rules = saveContactRulesInput.parse(raw);
  await inTransaction(ctx, async (inner, tx) => {
    const before = await readContactRules(tx);
    await tx.sql`
      insert into contact_policies (quiet_from, quiet_to, rests_on_sundays, rests_on_holidays, caps,
                                    updated_at, updated_by)
      values (${rules.quietFrom}, ${rules.quietTo}, ${rules.restsOnSundays},
              ${rules.restsOnHolidays}, ${tx.sql.json(rules.caps)}, ${inner.now},
              ${authorOf(inner.actor).id})
      on conflict (tenant_id) do update set quiet_from = excluded.quiet_from,
             quiet_to = excluded.quiet_to, rests_on_sundays = excluded.rests_on_sundays,
             rests_on_holidays = excluded.rests_on_holidays, caps = excluded.caps,
             updated_at = excluded.updated_at, updated_by = excluded.updated_by`;
    // What waits for its hour is looked at again; each is asked anew before it leaves.
    const woken = await tx.sql<{ channel: Channel }[]>`
      update messages set next_attempt_at = ${inner.now}
       where state = 'waiting' and attempts = 0 and next_attempt_at > ${inner.now}
      returning channel`;
    await writeFacts(
      inner,
      [...new Set(woken.map(({ channel }) => channel))].map((channel) => ({
        name: "messages.waiting" as const,
        payload: { channel },
      })),
    );
    await writeAudit(inner, {
      action: "messages.save-rules",
      entity: "tenant",
      entityId: inner.actor.tenantId,
      before: { ...before },
      after: { ...rules },
    });
  });
}
