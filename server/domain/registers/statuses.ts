import type { Tx } from "@/db/client";
import type { InsolvencyRegister } from "@/db/values/registers";
import { authorize, type Context, reading } from "../context";
import { DEFAULT_STATUSES, type DebtorStatus, statusCode } from "./debtor-status";

export interface StatusLine extends DebtorStatus {
  /** As it ships; null where the code is the tenant's own. */
  shipped: { name: string; isActive: boolean } | null;
}

const keyOf = ({ register, code }: { register: string; code: string }) => `${register} ${code}`;

/** Which state means what: the shipped table with the tenant's own lines laid over it. */
export async function readStatuses({ sql }: Tx): Promise<StatusLine[]> {
  const own = await sql<DebtorStatus[]>`
    select register, code, name, is_active as "isActive" from debtor_statuses
     order by register, code`;
  const shipped = new Map(DEFAULT_STATUSES.map((each) => [keyOf(each), each]));
  const byKey = new Map(own.map((each) => [keyOf(each), each]));
  const lines = DEFAULT_STATUSES.map((each) => ({
    ...(byKey.get(keyOf(each)) ?? each),
    shipped: { name: each.name, isActive: each.isActive },
  }));
  const added = own.filter((each) => !shipped.has(keyOf(each)));
  return [...lines, ...added.map((each) => ({ ...each, shipped: null }))];
}

/** Activity by code of one register, as `isActiveRecord` takes it. */
export const activityOf = (
  lines: readonly DebtorStatus[],
  register: InsolvencyRegister,
): ReadonlyMap<string, boolean> =>
  new Map(
    lines
      .filter((each) => each.register === register)
      .map(({ code, isActive }) => [statusCode(code), isActive]),
  );

/** The table of debtor statuses as an administrator edits it. */
export async function listDebtorStatuses(ctx: Context): Promise<StatusLine[]> {
  authorize(ctx, "registers:read");
  return reading(ctx, (tx) => readStatuses(tx));
}
