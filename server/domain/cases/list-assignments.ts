import type { Fragment, Tx } from "@/db/client";
import type { Day } from "@/server/kernel/days";
import { decodeCursor, type Page, toPage } from "@/server/kernel/page";
import { authorize, type Context, reading } from "../context";
import { type Processes, readProcesses } from "../workflow";
import { type ListAssignmentsInput, listAssignmentsInput } from "./inputs";
import { caseTitle } from "./title";

export interface AssignmentItem {
  id: number;
  refNo: string;
  category: string;
  state: string;
  title: string;
  dueOn: Day | null;
  ownerId: number | null;
  ownerName: string | null;
  openerName: string | null;
  verifierName: string | null;
  parentCaseId: number | null;
  parentRefNo: string | null;
  parentTitle: string | null;
  closedAt: Date | null;
}

type Row = Omit<AssignmentItem, "title" | "parentTitle"> & {
  debtorName: string;
  fields: Record<string, string>;
  processVersion: number;
  parentVersion: number | null;
  parentCategory: string | null;
  parentDebtorName: string | null;
  parentFields: Record<string, string> | null;
  sortKey: string;
};

/**
 * What hangs on other cases and is somebody's to do, the soonest due first: all that the actor sees,
 * or what is theirs to do, to verify, or was given by them.
 */
export async function listAssignments(
  ctx: Context,
  raw: ListAssignmentsInput,
): Promise<Page<AssignmentItem>> {
  authorize(ctx, "cases:read");
  const { part, parentCaseId, isOpen, cursor, limit } = listAssignmentsInput.parse(raw);
  return reading(ctx, async (tx) => {
    const { sql } = tx;
    const processes = await readProcesses(tx);
    const categories = hangingCategories(processes);
    const [after = null, afterId = null] = cursor ? decodeCursor(cursor, 2) : [];
    const due = sql`coalesce(nullif(c.fields ->> 'dueOn', ''), '9999-12-31')`;
    const rows = await sql<Row[]>`
      select c.id, c.ref_no as "refNo", c.category, c.state, c.debtor_name as "debtorName", c.fields,
             c.process_version as "processVersion", p.process_version as "parentVersion",
             nullif(c.fields ->> 'dueOn', '') as "dueOn", ${due} as "sortKey",
             c.owner_id as "ownerId", o.name as "ownerName", i.name as "openerName",
             v.name as "verifierName", p.id as "parentCaseId", p.ref_no as "parentRefNo",
             p.category as "parentCategory", p.debtor_name as "parentDebtorName",
             p.fields as "parentFields", c.closed_at as "closedAt"
        from cases c
        left join operators o on o.id = c.owner_id
        left join operators i on i.id = c.created_by
        left join operators v on v.id::text = c.fields ->> 'verifier'
        left join cases p on p.id = c.parent_case_id and p.voided_at is null
       where c.category = any(${categories}::text[]) and c.voided_at is null
         ${isOpen === undefined ? sql`` : sql`and (c.closed_at is null) = ${isOpen}`}
         ${parentCaseId ? sql`and c.parent_case_id = ${parentCaseId}` : sql``}
         ${partSql(ctx, tx, part)}
         ${cursor ? sql`and (${due}, c.id) > (${after}::text, ${afterId}::bigint)` : sql``}
       order by ${due}, c.id limit ${limit + 1}`;
    const page = toPage([...rows], limit, (row) => [row.sortKey, row.id]);
    return { ...page, items: page.items.map((row) => itemOf(processes, row)) };
  });
}

function itemOf(processes: Processes, row: Row): AssignmentItem {
  const { fields, debtorName, parentCategory, parentDebtorName, parentFields, ...rest } = row;
  const { sortKey: _, processVersion, parentVersion, ...item } = rest;
  const parentTitle =
    parentCategory === null
      ? null
      : caseTitle(
          processes.of({
            ...{ category: parentCategory, processVersion: parentVersion ?? 0 },
            fields: parentFields ?? {},
          }),
          { debtorName: parentDebtorName ?? "", fields: parentFields ?? {} },
        );
  const definition = processes.of({ category: row.category, processVersion, fields });
  return { ...item, parentTitle, title: caseTitle(definition, { debtorName, fields }) };
}

const hangingCategories = ({ inForce }: Processes): string[] =>
  inForce.categories.filter(({ hasParent }) => hasParent).map(({ category }) => category);

function partSql(
  { actor }: Context,
  { sql }: Tx,
  part: ReturnType<typeof listAssignmentsInput.parse>["part"],
): Fragment {
  if (part === "all") return sql``;
  const me = actor.kind === "operator" ? actor.operatorId : 0;
  if (part === "do") return sql`and c.owner_id = ${me}`;
  if (part === "gave") return sql`and c.created_by = ${me}`;
  return sql`and c.fields ->> 'verifier' = ${String(me)}`;
}
