import type { Tx } from "@/db/client";
import type { InsolvencyRunKind, InsolvencyRunScope } from "@/db/values/insolvency-runs";
import { isHoliday, isWeekend } from "@/server/kernel/holidays";
import type { Locale } from "@/server/kernel/locale";
import { writeAudit } from "../audit";
import { ANSWERABLE_ROLES } from "../cases";
import { authorize, authorOf, type Context, inTransaction } from "../context";
import { writeFact } from "../events";
import { requireVisibleParties, visibleParty } from "../parties";
import { type StartBulkCheckInput, startBulkCheckInput } from "./inputs";
import { readInsolvencySettings } from "./save-settings";
import { isOfRegister } from "./ties";

/**
 * Begins to check the insolvency of who answers for open cases, or of people who were chosen; worked
 * off behind the request, the same form begins one run. Of people behind a wall the actor asks
 * nothing. The list of changes goes to the address given, else to the one of the settings, and
 * nowhere where these say so. Throws not_found `parties.not_found`.
 */
export async function startBulkCheck(
  ctx: Context,
  raw: StartBulkCheckInput,
): Promise<{ runId: number }> {
  authorize(ctx, "registers:check");
  const input = startBulkCheckInput.parse(raw);
  return inTransaction(ctx, async (inner, tx) => {
    const partyIds = input.scope === "chosen" ? [...new Set(input.partyIds)] : null;
    if (partyIds) await requireVisibleParties(inner, tx, partyIds);
    const made = await insertRun(inner, tx, {
      ...{ key: `bulk:${input.idempotencyKey}`, kind: "bulk", scope: input.scope, partyIds },
      ...{ isForced: input.isForced, email: input.email || null },
      language: inner.actor.language,
    });
    if (made.isNew) {
      await writeAudit(inner, {
        ...{ action: "registers.start-bulk", entity: "insolvency_run", entityId: made.runId },
        after: { scope: input.scope, total: made.total, isForced: input.isForced },
      });
    }
    return { runId: made.runId };
  });
}

/**
 * Puts down the watch of a working day, once a day and never while another one is still at work,
 * unless that waits for money only: other registers are watched meanwhile. A
 * register allows only so many questions a day, so whom nobody has asked for longest comes first.
 * Answers 1 when it was put down now. A job's work, not a verb.
 */
export async function queueWatch(ctx: Context): Promise<{ count: number }> {
  return inTransaction(ctx, async (inner, tx) => {
    const { watchesDaily } = await readInsolvencySettings(tx);
    const [tenant] = await tx.sql<{ country: string; language: Locale; isBusy: boolean }[]>`
      select country, language,
             exists (select from insolvency_runs where kind = 'watch' and ended_at is null
                and pause_reason is distinct from 'registers.budget') as "isBusy"
        from tenants`;
    if (!watchesDaily || !tenant || tenant.isBusy) return { count: 0 };
    if (isWeekend(inner.today) || isHoliday(inner.today, tenant.country)) return { count: 0 };
    const { isNew } = await insertRun(inner, tx, {
      ...{ key: `watch:${inner.today}`, kind: "watch", scope: "open_cases", partyIds: null },
      ...{ isForced: false, email: null, language: tenant.language },
    });
    return { count: isNew ? 1 : 0 };
  });
}

interface NewRun {
  key: string;
  kind: InsolvencyRunKind;
  scope: InsolvencyRunScope;
  /** Of people who were chosen. */
  partyIds: readonly number[] | null;
  isForced: boolean;
  email: string | null;
  language: Locale;
}

async function insertRun(
  ctx: Context,
  tx: Tx,
  run: NewRun,
): Promise<{ runId: number; isNew: boolean; total: number }> {
  const { sql } = tx;
  const { bulkEmail, notifiesBulk, bulkSenderId } = await readInsolvencySettings(tx);
  const email = notifiesBulk ? (run.email ?? bulkEmail) : null;
  const author = authorOf(ctx.actor);
  const [made] = await sql<{ runId: number }[]>`
    insert into insolvency_runs (key, kind, scope, is_forced, email, sender_id, operator_id,
                                 actor_name, language, created_at, beat_at)
    values (${run.key}, ${run.kind}, ${run.scope}, ${run.isForced}, ${email}, ${bulkSenderId},
            ${author.id}, ${author.name}, ${run.language}, ${ctx.now}, ${ctx.now})
    on conflict (tenant_id, key) do nothing returning id as "runId"`;
  if (!made) {
    const [known] = await sql<{ runId: number; total: number }[]>`
      select id as "runId", total from insolvency_runs where key = ${run.key}`;
    if (!known) throw new Error("no row");
    return { ...known, isNew: false };
  }
  const { runId } = made;
  const total = await putDown(ctx, tx, { runId, partyIds: run.partyIds });
  await sql`update insolvency_runs set total = ${total} where id = ${runId}`;
  await writeFact(ctx, { name: "registers.run_requested", payload: { runId } });
  return { runId, isNew: true, total };
}

/**
 * Whom the run asks for, each in the registers that the settings say: in one of them or in both.
 */
async function putDown(
  ctx: Context,
  tx: Tx,
  { runId, partyIds }: { runId: number; partyIds: readonly number[] | null },
): Promise<number> {
  const { sql } = tx;
  const whom = partyIds
    ? sql`p.id = any(${[...partyIds]}::bigint[])`
    : sql`p.id in (select cp.party_id from case_parties cp join cases c on c.id = cp.case_id
                    where c.closed_at is null and c.archived_at is null and c.voided_at is null
                      and cp.role = any(${ANSWERABLE_ROLES}))`;
  const rows = await sql`
    insert into insolvency_run_parties (run_id, party_id, register, position)
    select ${runId}, n.id, n.register,
           row_number() over (order by i.tried_at nulls first, n.id)
      from (select p.id, r.register
              from parties p
              cross join unnest(array['isir_cz', 'isir_sk']) as r (register)
             where case r.register when 'isir_sk' then ${isOfRegister(tx, "isir_sk")}
                                   else ${isOfRegister(tx, "isir_cz")} end
               and p.merged_into_id is null and ${whom} and ${visibleParty(tx, ctx.actor)}) n
      left join party_insolvency i on i.party_id = n.id and i.register = n.register`;
  return rows.count;
}
