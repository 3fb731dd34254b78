import type { ConnectionState } from "@/db/values/feeds";
import type { Day } from "@/server/kernel/days";
import { authorize, type Context, reading } from "../../context";
import type { Trouble } from "../trouble";

export interface ConnectionItem {
  /** null: the account is not connected. */
  id: number | null;
  accountId: number;
  accountNumber: string;
  currency: string;
  accountName: string;
  tokenTail: string | null;
  state: ConnectionState | null;
  syncedTo: Day | null;
  isCatchingUp: boolean;
  okAt: Date | null;
  dueAt: Date | null;
  trouble: Trouble | null;
  troubleAt: Date | null;
}

/** The tenant's accounts with how they are connected; of a token only its end. */
export async function listConnections(ctx: Context): Promise<ConnectionItem[]> {
  authorize(ctx, "bank:read");
  return reading(ctx, async ({ sql }) => [
    ...(await sql<ConnectionItem[]>`
      select c.id, a.id as "accountId", a.number as "accountNumber", a.currency,
             a.name as "accountName", c.token_tail as "tokenTail", c.state,
             c.synced_to as "syncedTo", c.resume_from is not null as "isCatchingUp",
             c.ok_at as "okAt", c.due_at as "dueAt", c.error_at as "troubleAt",
             case when c.error is not null then
               jsonb_build_object('code', c.error, 'params', coalesce(c.error_params, '{}')) end
               as trouble
        from bank_accounts a left join bank_connections c on c.account_id = a.id
       where not exists (select 1 from accounting_sources s where s.name = a.number)
       order by a.id`),
  ]);
}
