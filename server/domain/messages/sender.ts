import type { Tx } from "@/db/client";
import type { SenderKind } from "@/db/values/messages";
import type { Context } from "../context";

export interface Sender {
  address: string;
  name: string;
}

/**
 * Whose name and address a message leaves under: the person's who sends it, by their sign-in address,
 * or the tenant's. What a clock sends is the tenant's. Where neither has an address, the install's.
 */
export async function readSenders(
  ctx: Context,
  { sql }: Tx,
): Promise<(kind: SenderKind) => Sender> {
  const operatorId = ctx.actor.kind === "operator" ? ctx.actor.operatorId : null;
  const [row] = await sql<{ name: string; email: string | null; own: Sender | null }[]>`
    select t.name, t.settings -> 'details' ->> 'email' as email,
           (select json_build_object('address', o.email, 'name', o.name) from operators o
             where o.id = ${operatorId}::bigint) as own
      from tenants t where t.id = app_tenant()`;
  const address = row?.email || ctx.outside?.mailFrom || "saldo@localhost";
  const tenant: Sender = { address, name: row?.name ?? "" };
  return (kind) => (kind === "operator" && row?.own ? row.own : tenant);
}
