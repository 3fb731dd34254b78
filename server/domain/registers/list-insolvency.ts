import type { z } from "zod";
import type { InsolvencyRegister } from "@/db/values/registers";
import type { Day } from "@/server/kernel/days";
import { authorize, type Context, reading } from "../context";
import { visibleParty } from "../parties";
import { statusCode } from "./debtor-status";
import { listInsolvencyInput } from "./inputs";
import { readStatuses } from "./statuses";

/** What is known of a party's insolvency in one register. */
export interface KnownInsolvency {
  partyId: number;
  register: InsolvencyRegister;
  isActive: boolean;
  isSuspected: boolean;
  stateCode: string | null;
  /** In the register's own language, by the table of statuses; a code that is not there says itself. */
  stateName: string | null;
  fileMark: string | null;
  court: string | null;
  startedOn: Day | null;
  endedOn: Day | null;
  url: string | null;
  screeningId: number;
  checkedAt: Date;
}

/** What is known of these parties' insolvency, as far as the actor sees them; nothing is asked. */
export async function listInsolvency(
  ctx: Context,
  raw: z.input<typeof listInsolvencyInput>,
): Promise<KnownInsolvency[]> {
  authorize(ctx, "registers:read");
  const { partyIds } = listInsolvencyInput.parse(raw);
  if (partyIds.length === 0) return [];
  return reading(ctx, async (tx) => {
    const rows = await tx.sql<Omit<KnownInsolvency, "stateName">[]>`
      select i.party_id as "partyId", i.register, i.is_active as "isActive",
             i.is_suspected as "isSuspected", i.state_code as "stateCode",
             coalesce(i.file_mark, i.mark) as "fileMark", i.court, i.started_on as "startedOn",
             i.ended_on as "endedOn", i.url, i.screening_id as "screeningId",
             i.checked_at as "checkedAt"
        from party_insolvency i join parties p on p.id = i.party_id
       where i.party_id = any(${partyIds}::bigint[]) and ${visibleParty(tx, ctx.actor)}
       order by i.party_id, i.is_active desc, i.register`;
    if (rows.length === 0) return [];
    const statuses = await readStatuses(tx);
    return rows.map((row) => ({ ...row, stateName: nameOf(row, statuses) }));
  });
}

function nameOf(
  { register, stateCode }: Pick<KnownInsolvency, "register" | "stateCode">,
  statuses: readonly { register: string; code: string; name: string }[],
): string | null {
  if (stateCode === null) return null;
  const code = statusCode(stateCode);
  const line = statuses.find(
    (each) => each.register === register && statusCode(each.code) === code,
  );
  return line?.name ?? stateCode;
}
