import type { z } from "zod";
import { DomainError } from "@/server/kernel/errors";
import { writeAudit } from "../audit";
import { authorize, type Context, inTransaction } from "../context";
import { removeSettingsInput, type SaveSettingsInput, saveSettingsInput } from "./inputs";

/** Sets what schedules of a group (null: of the tenant) start with, and what follows when one breaks. */
export async function saveSettings(ctx: Context, raw: SaveSettingsInput): Promise<{ id: number }> {
  authorize(ctx, "settings:register");
  const { groupId, graceDays, brokenTransition = null } = saveSettingsInput.parse(raw);
  return inTransaction(ctx, async (inner, { sql }) => {
    if (groupId !== null) {
      const [group] = await sql`select 1 from case_groups where id = ${groupId}`;
      if (!group) throw new DomainError("not_found", "cases.group_not_found");
    }
    const [row] = await sql<{ id: number }[]>`
      insert into schedule_settings (group_id, grace_days, broken_transition)
      values (${groupId}, ${graceDays}, ${brokenTransition})
      on conflict (tenant_id, (coalesce(group_id, 0)))
      do update set grace_days = excluded.grace_days, broken_transition = excluded.broken_transition
      returning id`;
    if (!row) throw new Error("the insert answered nothing");
    await writeAudit(inner, {
      action: "instalments.save-settings",
      entity: "schedule_settings",
      entityId: row.id,
      after: { groupId, graceDays, brokenTransition },
    });
    return row;
  });
}

/** Takes a group's own setting away: the tenant's holds for it again. */
export async function removeSettings(
  ctx: Context,
  raw: z.input<typeof removeSettingsInput>,
): Promise<{ groupId: number }> {
  authorize(ctx, "settings:register");
  const { groupId } = removeSettingsInput.parse(raw);
  return inTransaction(ctx, async (inner, { sql }) => {
    const [row] = await sql<{ id: number }[]>`
      delete from schedule_settings where group_id = ${groupId} returning id`;
    if (!row) throw new DomainError("not_found", "instalments.settings_not_found");
    const audit = { action: "instalments.remove-settings", entity: "schedule_settings" };
    await writeAudit(inner, { ...audit, entityId: row.id, before: { groupId } });
    return { groupId };
  });
}
