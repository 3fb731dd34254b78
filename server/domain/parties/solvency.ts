import type { Tx } from "@/db/client";
import type { InsolvencyRegister, WarningMode } from "@/db/values/registers";
import { DomainError } from "@/server/kernel/errors";
import type { Context } from "../context";

/** Somebody who is insolvent as far as is known, and how a process goes on with them. */
export interface Insolvent {
  partyId: number;
  name: string;
  register: InsolvencyRegister;
  stateCode: string | null;
  fileMark: string | null;
  mode: WarningMode;
}

/**
 * Who of these is insolvent, with the warning mode of the register that says so. Nobody, where checks
 * on choosing a party are switched off, or where a job or module asks and may not be told.
 */
export async function insolventOf(
  ctx: Context,
  { sql }: Tx,
  partyIds: readonly number[],
): Promise<Insolvent[]> {
  if (partyIds.length === 0) return [];
  const isBackground = ctx.actor.kind !== "operator";
  const rows = await sql<Insolvent[]>`
    select i.party_id as "partyId", p.full_name as name, i.register, i.state_code as "stateCode",
           coalesce(i.file_mark, i.mark) as "fileMark",
           coalesce(s.warning_mode, 'warning') as mode
      from party_insolvency i join parties p on p.id = i.party_id
      left join register_services s on s.register = i.register
     where i.party_id = any(${[...partyIds]}::bigint[]) and i.is_active
       and coalesce((select checks_on_choice from insolvency_settings), true)
       and (${!isBackground} or coalesce(s.allows_background, true))
     order by i.party_id, i.register`;
  return [...rows];
}

/**
 * Stops a process that is about to take somebody insolvent on. Throws precondition
 * `parties.insolvent_stop` in the mode "error", and `parties.insolvent_confirm` in the mode
 * "confirmation" as long as nobody has confirmed; the other modes stop nothing.
 */
export async function requireSolvent(
  ctx: Context,
  tx: Tx,
  { partyIds, isConfirmed }: { partyIds: readonly number[]; isConfirmed: boolean },
): Promise<void> {
  const insolvent = await insolventOf(ctx, tx, partyIds);
  const stopped = insolvent.find(({ mode }) => mode === "error");
  const asked = insolvent.find(({ mode }) => mode === "confirmation");
  const first = stopped ?? (isConfirmed ? undefined : asked);
  if (!first) return;
  const { name, stateCode, fileMark } = first;
  throw new DomainError(
    "precondition",
    stopped ? "parties.insolvent_stop" : "parties.insolvent_confirm",
    { name, state: stateCode ?? "", fileMark: fileMark ?? "" },
  );
}
