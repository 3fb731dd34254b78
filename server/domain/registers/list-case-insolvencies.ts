import type { z } from "zod";
import type { InsolvencyProcedure } from "@/db/values/insolvency-procedures";
import type { CaseInsolvencyKind } from "@/db/values/insolvency-runs";
import type { InsolvencyRegister } from "@/db/values/registers";
import type { Day } from "@/server/kernel/days";
import { requireCase } from "../cases";
import { authorize, type Context, reading } from "../context";
import { type FilingTerm, filingTerm, type InsolvencyEffects, insolvencyEffects } from "../law";
import { caseInsolvenciesInput } from "./inputs";

export interface CaseInsolvencyItem {
  partyId: number;
  partyName: string;
  register: InsolvencyRegister;
  kind: CaseInsolvencyKind;
  isDebtor: boolean;
  /** Null: none is decided, or the register tells none. */
  procedure: InsolvencyProcedure | null;
  fileMark: string | null;
  stateCode: string | null;
  court: string | null;
  url: string | null;
  /** A decision may have no known day. */
  isDecided: boolean;
  decidedOn: Day | null;
  fileBy: Day | null;
  /** Until when and what then, by law; null where the court itself set the day, or none is known. */
  filing: Pick<FilingTerm, "until" | "late" | "source"> | null;
  /** What it does to interest and notices, by which paragraph; null: it does nothing yet. */
  effects: InsolvencyEffects | null;
  beganAt: Date;
  endedAt: Date | null;
}

type Row = Omit<CaseInsolvencyItem, "filing" | "effects">;

/** Whose insolvency touches a case: what holds first, then what is over. */
export async function listCaseInsolvencies(
  ctx: Context,
  raw: z.input<typeof caseInsolvenciesInput>,
): Promise<CaseInsolvencyItem[]> {
  authorize(ctx, "registers:read");
  const { caseId } = caseInsolvenciesInput.parse(raw);
  return reading(ctx, async (tx) => {
    await requireCase(tx, caseId);
    const rows = await tx.sql<Row[]>`
      select r.party_id as "partyId", p.full_name as "partyName", r.register, r.kind,
             r.is_debtor as "isDebtor", r.procedure, coalesce(r.file_mark, r.mark) as "fileMark",
             i.state_code as "stateCode", i.court, i.url, r.decided_on as "decidedOn",
             r.rests_from is not null as "isDecided", r.file_by as "fileBy", r.began_at as "beganAt", r.ended_at as "endedAt"
        from case_insolvencies r join parties p on p.id = r.party_id
        left join party_insolvency i on i.party_id = r.party_id and i.register = r.register
              and i.mark = r.mark
       where r.case_id = ${caseId}
       order by r.ended_at is not null, r.is_debtor desc, r.id desc limit 50`;
    return rows.map((row) => ({
      ...row,
      filing: filingOf(row),
      effects: row.isDecided && row.kind === "insolvent" ? insolvencyEffects(row) : null,
    }));
  });
}

function filingOf(row: Row): CaseInsolvencyItem["filing"] {
  const term = row.decidedOn ? filingTerm(row, row.decidedOn) : null;
  return term?.lastOn === row.fileBy ? term : null;
}
