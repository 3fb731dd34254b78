import type { z } from "zod";
import type { Fragment, Tx } from "@/db/client";
import type { ListName } from "@/db/values/lists";
import { DomainError } from "@/server/kernel/errors";
import { caseConditions, OWING_ROLES } from "../cases";
import { caseFilter } from "../cases/inputs";
import { claimRows, paymentRows } from "../claims";
import { claimFilter, paymentFilter } from "../claims/inputs";
import type { Context } from "../context";
import { partyConditions } from "../parties";
import { partyFilter } from "../parties/inputs";
import type { Permission } from "../permissions";
import { pickedRows } from "../picked-rows";
import { taskRows } from "../timeline";
import { taskFilter } from "../timeline/inputs";
import type { BulkAction, ItemKind } from "./bulk-action";
import { CASE_ACTIONS } from "./case-actions";
import { CLAIM_ACTIONS } from "./claim-actions";
import type { BulkActionName, BulkSelection } from "./inputs";
import { PAYMENT_ACTIONS } from "./payment-actions";
import { TASK_ACTIONS } from "./task-actions";

export interface Chosen {
  selection: BulkSelection;
  /** The rows themselves, or the cases behind them. */
  on: ItemKind;
}

/** A list on whose rows actions are run. Each room says how its rows are found; no action here. */
export interface BulkList {
  permission: Permission;
  actions: Partial<Record<BulkActionName, BulkAction>>;
  /** The ids to act on, as a select of `id`; the walls leave out what the person may not see. */
  choose(ctx: Context, tx: Tx, chosen: Chosen): Promise<{ ids: Fragment }>;
}

const { assign, move, tag, untag } = CASE_ACTIONS;

/** The lists with bulk actions, and what each offers. */
export const BULK_LISTS: Readonly<Record<ListName, BulkList>> = {
  cases: { permission: "cases:read", actions: CASE_ACTIONS, choose: chooseCases },
  parties: {
    permission: "parties:read",
    actions: { assign, move, tag, untag },
    choose: chooseParties,
  },
  claims: {
    permission: "claims:read",
    actions: { assign, move, tag, untag, ...CLAIM_ACTIONS },
    choose: chooseClaims,
  },
  payments: {
    permission: "claims:read",
    actions: { ...PAYMENT_ACTIONS, tag, untag },
    choose: choosePayments,
  },
  tasks: { permission: "cases:read", actions: TASK_ACTIONS, choose: chooseTasks },
};

/** The action of a list by its name. Throws `lists.bulk_params` where the list has none such. */
export function bulkActionOf(
  list: ListName,
  name: BulkActionName,
): { list: BulkList; action: BulkAction } {
  const found = BULK_LISTS[list];
  const action = found.actions[name];
  if (!action) throw new DomainError("invalid", "lists.bulk_params");
  return { list: found, action };
}

async function chooseCases(
  ctx: Context,
  tx: Tx,
  { selection }: Chosen,
): Promise<{ ids: Fragment }> {
  // Cases named one by one may be archived ones; the list showed them.
  const filter = filterOf(caseFilter, selection) ?? caseFilter.parse({ archived: "all" });
  const { where } = await caseConditions(ctx, tx, filter);
  return {
    ids: tx.sql`select c.id from cases c where true ${where}
                       ${pickedRows(tx, { id: tx.sql`c.id`, picked: selection })}`,
  };
}

/** The open cases on which the chosen people owe; where they only claim, help or judge, not. */
async function chooseParties(
  ctx: Context,
  tx: Tx,
  { selection }: Chosen,
): Promise<{ ids: Fragment }> {
  const { sql } = tx;
  const filter = filterOf(partyFilter, selection) ?? {};
  const { where } = await partyConditions(ctx, tx, filter);
  return {
    ids: sql`select distinct c.id from parties p
               join case_parties cp on cp.party_id = p.id and cp.role = any(${OWING_ROLES})
               join cases c on c.id = cp.case_id
              where c.voided_at is null and c.closed_at is null and c.archived_at is null
                    ${where} ${pickedRows(tx, { id: sql`p.id`, picked: selection })}`,
  };
}

async function chooseClaims(
  ctx: Context,
  tx: Tx,
  { selection, on }: Chosen,
): Promise<{ ids: Fragment }> {
  const { from } = await claimRows(ctx, tx, filterOf(claimFilter, selection) ?? {});
  const wanted = on === "case" ? tx.sql`distinct c.case_id as id` : tx.sql`c.id`;
  return {
    ids: tx.sql`select ${wanted} from ${from}
                       ${pickedRows(tx, { id: tx.sql`c.id`, picked: selection })}`,
  };
}

async function choosePayments(
  ctx: Context,
  tx: Tx,
  { selection, on }: Chosen,
): Promise<{ ids: Fragment }> {
  const { sql } = tx;
  const { from } = await paymentRows(ctx, tx, filterOf(paymentFilter, selection) ?? {});
  const wanted = on === "case" ? sql`distinct p.case_id as id` : sql`p.id`;
  const picked = pickedRows(tx, { id: sql`p.id`, picked: selection });
  return { ids: sql`select ${wanted} from ${from} ${picked}` };
}

async function chooseTasks(
  ctx: Context,
  tx: Tx,
  { selection }: Chosen,
): Promise<{ ids: Fragment }> {
  const { from } = await taskRows(ctx, tx, filterOf(taskFilter, selection));
  return {
    ids: tx.sql`select e.id from ${from} ${pickedRows(tx, { id: tx.sql`e.id`, picked: selection })}`,
  };
}

/** The filter of "all that match"; null where rows were named. Throws `lists.bulk_params`. */
function filterOf<Filter>(schema: z.ZodType<Filter>, selection: BulkSelection): Filter | null {
  if (selection.mode === "some") return null;
  const parsed = schema.safeParse(selection.filter);
  if (!parsed.success) throw new DomainError("invalid", "lists.bulk_params");
  return parsed.data;
}
