import type { Tx } from "@/db/client";
import { DomainError } from "@/server/kernel/errors";
import { jsonText } from "@/server/kernel/well-formed";
import { writeAudit } from "../audit";
import { authorize, inTransaction, type OperatorContext, reading } from "../context";
import { asHouse } from "./as-house";
import { type DeskSettings, readPromises, readTargets, type Target } from "./clock/read-promises";
import { refreshClocks } from "./clock/refresh-clocks";
import { type SaveDeskSettingsInput, saveDeskSettingsInput } from "./setup-inputs";

export interface DeskSetup extends DeskSettings {
  country: string;
  targets: readonly Target[];
  /** What rules and escalation may name. */
  teams: { id: number; name: string }[];
}

/** What is promised, when people work, and what follows where a promise is broken. */
export async function deskSettings(ctx: OperatorContext): Promise<DeskSetup> {
  authorize(ctx, "settings:requests");
  return reading(ctx, async (tx) => {
    const { sql } = tx;
    const [{ settings }, targets, [tenant], teams] = await Promise.all([
      readPromises(tx),
      readTargets(sql),
      sql<{ country: string }[]>`select country from tenants`,
      sql<DeskSetup["teams"]>`select id, name from access_groups order by name`,
    ]);
    return { ...settings, targets, country: tenant?.country ?? "CZ", teams: [...teams] };
  });
}

/**
 * Settles them; clocks of all open requests are reckoned anew in the same transaction. Throws conflict
 * `requests.changed_meanwhile`, not_found `requests.target_not_found`.
 */
export async function saveDeskSettings(
  ctx: OperatorContext,
  raw: SaveDeskSettingsInput,
): Promise<void> {
  authorize(ctx, "settings:requests");
  const { version, targets, ...settings } = saveDeskSettingsInput.parse(raw);
  // Whoever may settle this settles it for requests behind every wall, too.
  await inTransaction(asHouse(ctx), async (inner, tx) => {
    await requireNamed(tx, settings);
    const rows = await tx.sql`
      insert into request_settings as s (working_week, warn_percent, notifies_owner,
             notified_operator_id, reassign_team_id, raises_priority, updated_at)
      values (${jsonText(settings.workingWeek)}::text::jsonb, ${settings.warnPercent},
              ${settings.notifiesOwner}, ${settings.notifiedOperatorId},
              ${settings.reassignTeamId}, ${settings.raisesPriority}, ${ctx.now})
      on conflict (tenant_id) do update set
             working_week = excluded.working_week, warn_percent = excluded.warn_percent,
             notifies_owner = excluded.notifies_owner,
             notified_operator_id = excluded.notified_operator_id,
             reassign_team_id = excluded.reassign_team_id,
             raises_priority = excluded.raises_priority, updated_at = excluded.updated_at,
             version = s.version + 1
       where s.version = ${version} returning version`;
    if (rows.length === 0) throw new DomainError("conflict", "requests.changed_meanwhile");
    await writeTargets(tx, targets);
    await writeAudit(inner, {
      ...{ action: "requests.save-settings", entity: "request_settings" },
      ...{ entityId: ctx.actor.tenantId, after: { ...settings, targets } },
    });
    await refreshClocks(tx, { now: ctx.now });
  });
}

async function requireNamed(
  { sql }: Tx,
  {
    notifiedOperatorId,
    reassignTeamId,
  }: Pick<DeskSettings, "notifiedOperatorId" | "reassignTeamId">,
): Promise<void> {
  const [row] = await sql<{ isKnown: boolean }[]>`
    select (${notifiedOperatorId}::bigint is null or exists (
              select from operators where id = ${notifiedOperatorId} and is_active))
       and (${reassignTeamId}::bigint is null or exists (
              select from access_groups where id = ${reassignTeamId})) as "isKnown"`;
  if (!row?.isKnown) throw new DomainError("not_found", "requests.target_not_found");
}

async function writeTargets({ sql }: Tx, targets: readonly Target[]): Promise<void> {
  await sql`delete from request_targets`;
  await sql`
    insert into request_targets (kind, priority, reply_minutes, resolution_minutes)
    select n.kind, n.priority, n."replyMinutes", n."resolutionMinutes"
      from json_to_recordset(${jsonText(targets)}::text::json)
             as n(kind text, priority text, "replyMinutes" integer, "resolutionMinutes" integer)`;
}
