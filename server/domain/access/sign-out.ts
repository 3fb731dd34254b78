import { writeAudit } from "../audit";
import { inTransaction } from "../context";
import type { SessionClaim } from "./session";
import { signInContext } from "./sign-in";
import type { Doorstep } from "./throttle";

/** Ends one session by its cookie; a second time it does nothing. */
export async function signOut(door: Doorstep, claim: SessionClaim): Promise<void> {
  await inTransaction(signInContext(door, claim.tenantId), async (ctx, { sql }) => {
    const [operator] = await sql<{ operatorId: number; name: string }[]>`
      update sessions s set revoked_at = ${ctx.now} from operators o
       where s.id = ${claim.sessionId} and s.revoked_at is null and o.id = s.operator_id
         and o.tenant_id = s.tenant_id
      returning o.id as "operatorId", o.name`;
    if (!operator) return;
    const asOperator = { ...ctx, actor: { ...ctx.actor, onBehalfOf: operator } };
    const row = { entity: "operator", entityId: operator.operatorId };
    await writeAudit(asOperator, { ...row, action: "access.sign-out" });
  });
}
