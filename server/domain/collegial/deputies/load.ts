import type { Tx } from "@/db/client";
import { DomainError } from "@/server/kernel/errors";
import { type Context, may } from "../../context";
import { roleMay } from "../../permissions";
import { type Appointment, closesCircle } from "./circle";

export type AppointmentRow = Appointment & { id: number; version: number };

/**
 * Who changes deputies waits here for whoever is at it: two halves of a circle must not be saved at
 * the same time, each unseen by the other.
 */
export async function lockDeputies(tx: Tx): Promise<void> {
  await tx.sql`select pg_advisory_xact_lock(hashtext('deputies:' || app_tenant()))`;
}

/** One's own deputies are everybody's business; other people's an administrator's. */
export function assertPrincipal(ctx: Context, principalId: number): void {
  const { actor } = ctx;
  if (actor.kind === "operator" && actor.operatorId === principalId) return;
  if (may(actor, "deputies:edit")) return;
  throw new DomainError("forbidden", "access.forbidden", { permission: "deputies:edit" });
}

/** A living appointment that the actor may change; else `collegial.deputy_not_found`. */
export async function loadAppointment(
  ctx: Context,
  tx: Tx,
  { appointmentId, version }: { appointmentId: number; version: number },
): Promise<AppointmentRow> {
  const [row] = await tx.sql<AppointmentRow[]>`
    select id, version, principal_id as "principalId", deputy_id as "deputyId", kind,
           starts_on as "startsOn", ends_on as "endsOn"
      from deputy_appointments where id = ${appointmentId} and revoked_at is null for update`;
  if (!row) throw new DomainError("not_found", "collegial.deputy_not_found");
  assertPrincipal(ctx, row.principalId);
  if (row.version !== version) throw new DomainError("conflict", "collegial.deputy_changed");
  return row;
}

/** Refuses a deputy who could not act, and one who would close a circle. */
export async function checkAppointment(
  tx: Tx,
  made: Appointment,
  own: number | null,
): Promise<void> {
  if (made.deputyId === made.principalId) {
    throw new DomainError("invalid", "collegial.deputy_self");
  }
  const people = await tx.sql<{ id: number; name: string; role: string; isActive: boolean }[]>`
    select id, name, role, is_active as "isActive" from operators
     where id in (${made.deputyId}, ${made.principalId})`;
  const deputy = people.find(({ id }) => id === made.deputyId);
  const isPrincipal = people.some(({ id }) => id === made.principalId);
  if (!deputy?.isActive || !isPrincipal) {
    throw new DomainError("not_found", "collegial.assignee_not_found");
  }
  if (!roleMay(deputy.role as never, "collegial:decide")) {
    throw new DomainError("invalid", "collegial.assignee_decides_nothing", { name: deputy.name });
  }
  const known = await tx.sql<AppointmentRow[]>`
    select id, version, principal_id as "principalId", deputy_id as "deputyId", kind,
           starts_on as "startsOn", ends_on as "endsOn"
      from deputy_appointments
     where revoked_at is null and (ends_on is null or ends_on >= ${made.startsOn}::date)`;
  if (
    closesCircle(
      made,
      known.filter(({ id }) => id !== own),
    )
  ) {
    throw new DomainError("precondition", "collegial.deputy_circle", { name: deputy.name });
  }
}
