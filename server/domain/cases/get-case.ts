import type { z } from "zod";
import type { Fragment, Tx } from "@/db/client";
import type { TagEffect } from "@/db/values/cases";
import type { Day } from "@/server/kernel/days";
import { DomainError } from "@/server/kernel/errors";
import { parseRefNo, refNoSortKey } from "@/server/kernel/ref-no";
import { authorize, authorOf, type Context, may, reading } from "../context";
import {
  availableTransitions,
  fieldRules,
  nameReasons,
  readProcesses,
  visibleValues,
} from "../workflow";
import { definitionIn } from "./definition";
import { caseFactsOf, withActor } from "./facts";
import { roleOf } from "./field-refusal";
import { caseIdInput, refNoInput } from "./inputs";
import { caseTitle } from "./title";

export interface CaseDetail {
  id: number;
  refNo: string;
  category: string;
  /** Of its process; 0 = as delivered. */
  processVersion: number;
  state: string;
  stateSince: Date;
  groupId: number | null;
  groupCode: string | null;
  groupDescription: string | null;
  creditorPartyId: number | null;
  creditorName: string | null;
  ownerId: number | null;
  ownerName: string | null;
  accessGroupId: number | null;
  accessGroupName: string | null;
  fields: Record<string, string | number | boolean | null>;
  extraFields: [string, string][];
  openedOn: Day;
  closedAt: Date | null;
  archivedAt: Date | null;
  debtorName: string;
  /** Who opened it. */
  openerId: number | null;
  openerName: string | null;
  /** The case that it is about. */
  parentCaseId: number | null;
  parentRefNo: string | null;
  /** The case into which it was merged. */
  mergedIntoId: number | null;
  mergedIntoRefNo: string | null;
  claimCount: number;
  balanceCzkMinor: number;
  balanceEurMinor: number;
  overdueSince: Day | null;
  importId: number | null;
  version: number;
  createdAt: Date;
}

export interface CasePartyItem {
  id: number;
  partyId: number;
  role: string;
  kind: string;
  fullName: string;
  birthOn: Day | null;
  registrationNo: string | null;
  phones: string[];
  emails: string[];
  dataBoxId: string | null;
  street: string | null;
  city: string | null;
  postalCode: string | null;
  country: string | null;
}

export interface CaseTagItem {
  id: number;
  tagId: number;
  code: string;
  name: string;
  colour: string;
  effects: TagEffect[];
  reason: string | null;
  endsOn: Day | null;
  addedByName: string | null;
  addedAt: Date;
}

/** `= …`: which case, by its id or by whatever finds it in the same statement. */
type Which = (tx: Tx) => Fragment;

const detailSql = (tx: Tx, which: Which) => tx.sql<CaseDetail[]>`
  select c.id, c.ref_no as "refNo", c.category, c.process_version as "processVersion",
         c.state, c.state_since as "stateSince",
         c.group_id as "groupId", g.code as "groupCode", g.description as "groupDescription",
         g.creditor_party_id as "creditorPartyId", cr.full_name as "creditorName",
         c.owner_id as "ownerId", o.name as "ownerName", c.access_group_id as "accessGroupId",
         ag.name as "accessGroupName", c.fields, c.extra_fields as "extraFields",
         c.opened_on as "openedOn", c.closed_at as "closedAt", c.archived_at as "archivedAt",
         c.debtor_name as "debtorName", c.claim_count as "claimCount",
         c.balance_czk_minor as "balanceCzkMinor", c.balance_eur_minor as "balanceEurMinor",
         c.overdue_since as "overdueSince", c.import_id as "importId", c.version,
         c.created_at as "createdAt", c.created_by as "openerId", op.name as "openerName",
         up.id as "parentCaseId", up.ref_no as "parentRefNo",
         mi.id as "mergedIntoId", mi.ref_no as "mergedIntoRefNo"
    from cases c left join case_groups g on g.id = c.group_id
    left join parties cr on cr.id = g.creditor_party_id
    left join operators o on o.id = c.owner_id
    left join access_groups ag on ag.id = c.access_group_id
    left join operators op on op.id = c.created_by
    left join cases up on up.id = c.parent_case_id
    left join case_merges mg on mg.merged_id = c.id
    left join cases mi on mi.id = mg.kept_id
   where c.id ${which(tx)} and c.voided_at is null`;

// The postal address rule: main, else seat, never other.
const partiesSql = (tx: Tx, which: Which) => tx.sql<CasePartyItem[]>`
  select cp.id, cp.party_id as "partyId", cp.role, p.kind, p.full_name as "fullName",
         p.birth_on as "birthOn", p.registration_no as "registrationNo",
         p.data_box_id as "dataBoxId", a.street, a.city, a.postal_code as "postalCode", a.country,
         array(select value from party_contacts k where k.party_id = p.id and k.kind = 'phone'
                order by k.id) as phones,
         array(select value from party_contacts k where k.party_id = p.id and k.kind = 'email'
                order by k.id) as emails
    from case_parties cp join parties p on p.id = cp.party_id
    left join lateral (select * from party_addresses a where a.party_id = p.id
        and a.kind in ('main', 'seat') order by a.kind limit 1) a on true
   where cp.case_id ${which(tx)} order by cp.position, cp.id`;

const tagsSql = (tx: Tx, which: Which) => tx.sql<CaseTagItem[]>`
  select ct.id, t.id as "tagId", t.code, t.name, t.colour, t.effects, ct.reason,
         ct.ends_on as "endsOn", o.name as "addedByName", ct.added_at as "addedAt"
    from case_tags ct join tags t on t.id = ct.tag_id left join operators o on o.id = ct.added_by
   where ct.case_id ${which(tx)} and ct.removed_at is null order by ct.id`;

/** A case with its parties, tags, what its fields allow now, and the ways out of its state. */
export async function getCase(ctx: Context, raw: z.input<typeof caseIdInput>): Promise<CaseRead> {
  authorize(ctx, "cases:read");
  const { caseId } = caseIdInput.parse(raw);
  return readCase(ctx, ({ sql }) => sql`= ${caseId}::bigint`);
}

/** The same by the number that people say, in the same round trip. */
export async function getCaseByRefNo(
  ctx: Context,
  raw: z.input<typeof refNoInput>,
): Promise<CaseRead> {
  authorize(ctx, "cases:read");
  const { year, number } = sortKeyOf(raw);
  return readCase(
    ctx,
    ({ sql }) => sql`= (select k.id from cases k where k.ref_year = ${year}
                           and k.ref_number = ${number} and k.voided_at is null)`,
  );
}

type CaseRead = Awaited<ReturnType<typeof readCase>>;

async function readCase(ctx: Context, which: Which) {
  return reading(ctx, async (tx) => {
    // Sent together on one connection: one round trip for the five of them.
    const [[row], parties, tags, facts, processes] = await Promise.all([
      detailSql(tx, which),
      partiesSql(tx, which),
      tagsSql(tx, which),
      caseFactsOf(tx, which(tx), ctx.today),
      readProcesses(tx),
    ]);
    const known = row && facts.get(row.id);
    if (!known) throw new DomainError("not_found", "cases.not_found");
    const definition = definitionIn(processes, row);
    const place = { state: row.state, role: roleOf(ctx) };
    const mover =
      ctx.actor.kind === "operator" ? { role: place.role } : { system: authorOf(ctx.actor).name };
    const fields = visibleValues(definition, row.fields, place) as CaseDetail["fields"];
    const offers = may(ctx.actor, "cases:move")
      ? availableTransitions(definition, row.state, { facts: withActor(known, ctx), mover })
      : [];
    return {
      ...row,
      fields,
      title: caseTitle(definition, { ...row, fields }),
      parties: [...parties],
      tags: [...tags],
      effects: [...known.flags],
      openTaskCount: known.openTaskCount,
      fieldRules: fieldRules(definition, place),
      transitions: offers.map(({ transition, to, isAllowed, reasons, asks }) => ({
        code: transition.code,
        to: to.code,
        requiresResolution: transition.requiresResolution,
        isAllowed,
        /** Empty fields that stand in the way; they may be filled in with the move. */
        asks,
        reasons: nameReasons(definition, reasons, ctx.actor.language),
      })),
    };
  });
}

/** Id of a case by the number that people say; `cases.not_found` when the actor sees none. */
export async function findCaseByRefNo(ctx: Context, raw: z.input<typeof refNoInput>) {
  authorize(ctx, "cases:read");
  const { year, number } = sortKeyOf(raw);
  return reading(ctx, async (tx) => {
    const [row] = await tx.sql<{ caseId: number }[]>`
      select id as "caseId" from cases
       where ref_year = ${year} and ref_number = ${number} and voided_at is null`;
    if (!row) throw new DomainError("not_found", "cases.not_found");
    return row;
  });
}

function sortKeyOf(raw: z.input<typeof refNoInput>) {
  const parsed = parseRefNo(refNoInput.parse(raw).refNo);
  if (!parsed.ok) throw new DomainError("invalid", parsed.finding.code, parsed.finding.params);
  return refNoSortKey(parsed.value);
}
