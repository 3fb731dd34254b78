import type { z } from "zod";
import type { Tx } from "@/db/client";
import type { OfficeTaskKind } from "@/db/values/configuration";
import { authorize, authorOf, type Context, may, reading } from "../context";
import type { Permission } from "../permissions";
import { officeTasksInput } from "./inputs";

/** Whose work a kind is. */
const FOR: Record<OfficeTaskKind, Permission> = {
  ...{ trigger_off: "settings:config", config_refused: "settings:config" },
  config_unread: "settings:config",
};

export interface OfficeTask {
  id: number;
  kind: OfficeTaskKind;
  /** What it is about, by name. */
  subject: string;
  data: { since?: string; reason?: string; count?: number };
  raisedAt: Date;
  resolvedAt: Date | null;
  /** Who or what made its cause go away. */
  actorName: string | null;
}

const TASKS_MAX = 20;

/**
 * Work that belongs to no case, for those whose it is; to others nothing. Open ones the oldest first,
 * resolved ones the last first. Nobody resolves one by hand: it ends when its cause is gone.
 */
export async function listOfficeTasks(
  ctx: Context,
  raw: z.input<typeof officeTasksInput> = {},
): Promise<OfficeTask[]> {
  authorize(ctx, "cases:read");
  const { isResolved } = officeTasksInput.parse(raw);
  const kinds = (Object.keys(FOR) as OfficeTaskKind[]).filter((kind) => may(ctx.actor, FOR[kind]));
  if (kinds.length === 0) return [];
  return reading(ctx, async ({ sql }) => {
    const order = isResolved
      ? sql`resolved_at is not null order by resolved_at desc, id desc`
      : sql`resolved_at is null order by id`;
    const rows = await sql<OfficeTask[]>`
      select id, kind, subject, data, raised_at as "raisedAt", resolved_at as "resolvedAt",
             actor_name as "actorName"
        from office_tasks where kind = any(${kinds}::text[]) and ${order} limit ${TASKS_MAX}`;
    return [...rows];
  });
}

export interface Cause {
  kind: OfficeTaskKind;
  subject: string;
}

/** Raises a task in the caller's transaction; one that stands open already stays as it is. */
export async function raiseOfficeTask(
  { now }: Context,
  { sql }: Tx,
  { kind, subject, data }: Cause & Pick<OfficeTask, "data">,
): Promise<void> {
  await sql`
    insert into office_tasks (kind, subject, data, raised_at)
    values (${kind}, ${subject}, ${JSON.stringify(data)}::jsonb, ${now})
    on conflict (tenant_id, kind, subject) where resolved_at is null do nothing`;
}

/** Its cause is gone: ends it, in the caller's transaction; silent where none is open. */
export async function endOfficeTask(
  { actor, now }: Context,
  { sql }: Tx,
  { kind, subject }: Cause,
): Promise<void> {
  const { id, name } = authorOf(actor);
  await sql`
    update office_tasks set resolved_at = ${now}, resolved_by = ${id}, actor_name = ${name}
     where kind = ${kind} and subject = ${subject} and resolved_at is null`;
}
