import type { z } from "zod";
import type { Fragment, Tx } from "@/db/client";
import type { ProceedingKind, ProceedingState } from "@/db/values/cases";
import type { Day } from "@/server/kernel/days";
import { decodeCursor, type Page, toPage } from "@/server/kernel/page";
import { requireCase } from "../cases";
import { authorize, type Context, reading } from "../context";
import { planSearch } from "../search";
import { fileMarkKey } from "./file-mark";
import { listProceedingsInput, proceedingsOfCaseInput } from "./inputs";

export interface ProceedingItem {
  id: number;
  caseId: number | null;
  refNo: string | null;
  debtorName: string | null;
  kind: ProceedingKind;
  courtFileMark: string | null;
  authorityPartyId: number | null;
  authorityName: string | null;
  state: ProceedingState;
  openedOn: Day | null;
  decidedOn: Day | null;
  finalOn: Day | null;
  closedOn: Day | null;
  note: string | null;
  version: number;
}

const selectSql = ({ sql }: Tx, where: Fragment, rest: Fragment) => sql<ProceedingItem[]>`
  select r.id, r.case_id as "caseId", c.ref_no as "refNo", c.debtor_name as "debtorName", r.kind,
         r.court_file_mark as "courtFileMark", r.authority_party_id as "authorityPartyId",
         p.full_name as "authorityName", r.state, r.opened_on as "openedOn",
         r.decided_on as "decidedOn", r.final_on as "finalOn", r.closed_on as "closedOn",
         r.note, r.version
    from proceedings r left join cases c on c.id = r.case_id
    left join parties p on p.id = r.authority_party_id
   where r.deleted_at is null
     and (r.case_id is null or (c.id is not null and c.voided_at is null)) ${where} ${rest}`;

/** Proceedings of one case, running ones first. */
export async function proceedingsOfCase(
  ctx: Context,
  raw: z.input<typeof proceedingsOfCaseInput>,
): Promise<ProceedingItem[]> {
  authorize(ctx, "cases:read");
  const { caseId } = proceedingsOfCaseInput.parse(raw);
  return reading(ctx, async (tx) => {
    const order = tx.sql`order by r.closed_on nulls first, r.opened_on desc nulls last, r.id desc`;
    const [rows] = await Promise.all([
      selectSql(tx, tx.sql`and r.case_id = ${caseId}`, order),
      requireCase(tx, caseId),
    ]);
    return [...rows];
  });
}

/** All proceedings the actor may see, newest first; text finds a court's mark or a debtor. */
export async function listProceedings(
  ctx: Context,
  raw: z.input<typeof listProceedingsInput>,
): Promise<Page<ProceedingItem>> {
  authorize(ctx, "cases:read");
  const { text, kind, state, isOpen, cursor, limit } = listProceedingsInput.parse(raw);
  return reading(ctx, async (tx) => {
    const { sql } = tx;
    const mark = text?.trim() ? fileMarkKey(text) : "";
    const plan = text?.trim() ? await planSearch(tx, "cases", text) : null;
    const ids = plan?.kind === "ids" ? plan.ids : [];
    const parts: Fragment[] = [
      kind ? sql`and r.kind = ${kind}` : sql``,
      state ? sql`and r.state = ${state}` : sql``,
      isOpen === undefined
        ? sql``
        : isOpen
          ? sql`and r.closed_on is null`
          : sql`and r.closed_on is not null`,
      mark
        ? sql`and (r.court_file_mark_key like ${`${mark.replaceAll(/[\\%_]/g, "\\$&")}%`}
              or r.case_id = any(${ids}::bigint[])
              ${plan?.kind === "scan" ? sql`or c.search @@ ${plan.query}::tsquery` : sql``})`
        : sql``,
      cursor ? sql`and r.id < ${decodeCursor(cursor, 1)[0] ?? 0}::bigint` : sql``,
    ];
    const where = parts.reduce((all, part) => sql`${all} ${part}`);
    const rows = await selectSql(tx, where, sql`order by r.id desc limit ${limit + 1}`);
    return toPage([...rows], limit, (row) => [row.id]);
  });
}
