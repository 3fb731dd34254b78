import { writeAudit } from "../../audit";
import { authorize, authorOf, type Context, inTransaction } from "../../context";
import { type RevokeDeputyInput, revokeDeputyInput } from "../inputs";
import { loadAppointment, lockDeputies } from "./load";

/** Ends a deputy's right at once; what they did in it stays done. */
export async function revokeDeputy(ctx: Context, raw: RevokeDeputyInput): Promise<void> {
  authorize(ctx, "collegial:decide");
  const input = revokeDeputyInput.parse(raw);
  await inTransaction(ctx, async (inner, tx) => {
    await lockDeputies(tx);
    const { id, version: _, ...before } = await loadAppointment(ctx, tx, input);
    await tx.sql`
      update deputy_appointments
         set revoked_at = ${ctx.now}, revoked_by = ${authorOf(ctx.actor).id},
             version = version + 1
       where id = ${id}`;
    await writeAudit(inner, {
      ...{ action: "collegial.revoke-deputy", entity: "deputy_appointment", entityId: id },
      before,
    });
  });
}
