import { changes, writeAudit } from "../../audit";
import { authorize, type Context, inTransaction } from "../../context";
import { type ChangeDeputyInput, changeDeputyInput } from "../inputs";
import { checkAppointment, loadAppointment, lockDeputies } from "./load";

/** Changes who stands in, for what and when; the audit keeps what it was. */
export async function changeDeputy(
  ctx: Context,
  raw: ChangeDeputyInput,
): Promise<{ version: number }> {
  authorize(ctx, "collegial:decide");
  const input = changeDeputyInput.parse(raw);
  return inTransaction(ctx, async (inner, tx) => {
    await lockDeputies(tx);
    const row = await loadAppointment(ctx, tx, input);
    const { deputyId, kind, startsOn, endsOn = null } = input;
    const next = { deputyId, kind, startsOn, endsOn };
    const diff = changes({ ...row }, next);
    if (diff === null) return { version: row.version };
    await checkAppointment(tx, { ...next, principalId: row.principalId }, row.id);
    await tx.sql`
      update deputy_appointments
         set deputy_id = ${deputyId}, kind = ${kind}, starts_on = ${startsOn},
             ends_on = ${endsOn}, version = version + 1
       where id = ${row.id}`;
    await writeAudit(inner, {
      ...{ action: "collegial.change-deputy", entity: "deputy_appointment", entityId: row.id },
      ...diff,
    });
    return { version: row.version + 1 };
  });
}
