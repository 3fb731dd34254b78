import { DomainError } from "@/server/kernel/errors";
import { writeAudit } from "../../audit";
import { authorize, authorOf, type Context, inTransaction } from "../../context";
import { type AppointDeputyInput, appointDeputyInput } from "../inputs";
import { assertPrincipal, checkAppointment, lockDeputies } from "./load";

/** Appoints somebody to act for oneself, or by an administrator for anybody. */
export async function appointDeputy(
  ctx: Context,
  raw: AppointDeputyInput,
): Promise<{ appointmentId: number }> {
  authorize(ctx, "collegial:decide");
  const input = appointDeputyInput.parse(raw);
  const principalId = input.principalId ?? authorOf(ctx.actor).id;
  if (principalId === null) throw new DomainError("not_found", "collegial.assignee_not_found");
  assertPrincipal(ctx, principalId);
  const { deputyId, kind, startsOn, endsOn = null } = input;
  const made = { principalId, deputyId, kind, startsOn, endsOn };
  return inTransaction(ctx, async (inner, tx) => {
    await lockDeputies(tx);
    await checkAppointment(tx, made, null);
    const [row] = await tx.sql<{ id: number }[]>`
      insert into deputy_appointments
        (principal_id, deputy_id, kind, starts_on, ends_on, created_by, created_at)
      values (${principalId}, ${deputyId}, ${kind}, ${startsOn}, ${endsOn},
              ${authorOf(ctx.actor).id}, ${ctx.now})
      returning id`;
    if (!row) throw new Error("no row");
    await writeAudit(inner, {
      ...{ action: "collegial.appoint-deputy", entity: "deputy_appointment", entityId: row.id },
      after: made,
    });
    return { appointmentId: row.id };
  });
}
