import type { Tx } from "@/db/client";
import type { FieldValues } from "@/db/schema/cases";
import type { ComponentKind } from "@/db/values/claims";
import type { PartyKind } from "@/db/values/parties";
import type { Day } from "@/server/kernel/days";
import type { Currency } from "@/server/kernel/money";
import { grownSql } from "../../claims";
import type { PostalRow } from "./person-group";

export interface PersonRow {
  partyId: number;
  role: string;
  kind: PartyKind;
  fullName: string;
  givenName: string | null;
  surname: string | null;
  titlesBefore: string | null;
  titlesAfter: string | null;
  sex: "male" | "female" | null;
  birthOn: Day | null;
  registrationNo: string | null;
  taxId: string | null;
  vatId: string | null;
  shortName: string | null;
  legalForm: string | null;
  fileMark: string | null;
  inn: string | null;
  kpp: string | null;
  ogrn: string | null;
  dataBoxId: string | null;
  note: string | null;
  emails: string[] | null;
  phones: string[] | null;
  postal: PostalRow | null;
  /** Base64 of the sealed number; asked for only where a template prints it. */
  birthNumberCipher: string | null;
}

export interface CaseRow {
  id: number;
  refNo: string;
  category: string;
  processVersion: number;
  state: string;
  openedOn: Day;
  fields: FieldValues;
  groupName: string | null;
  ownerName: string | null;
  ownerEmail: string | null;
  debtorName: string;
  persons: PersonRow[] | null;
}

/** Cases with their parties and how these are reached, by one statement. */
export async function readCaseRows(
  { sql }: Tx,
  caseIds: readonly number[],
  { withBirthNumbers }: { withBirthNumbers: boolean },
): Promise<CaseRow[]> {
  const cipher = withBirthNumbers ? sql`encode(p.birth_number_cipher, 'base64')` : sql`null::text`;
  return sql<CaseRow[]>`
    select c.id, c.ref_no as "refNo", c.category,
           c.process_version as "processVersion", c.state, c.opened_on as "openedOn", c.fields,
           coalesce(nullif(g.description, ''), g.code) as "groupName", o.name as "ownerName",
           o.email as "ownerEmail", c.debtor_name as "debtorName",
           (select json_agg(json_build_object('partyId', p.id, 'role', n.role, 'kind', p.kind,
               'fullName', p.full_name, 'givenName', p.given_name, 'surname', p.surname,
               'titlesBefore', p.titles_before, 'titlesAfter', p.titles_after, 'sex', p.sex,
               'birthOn', p.birth_on, 'registrationNo', p.registration_no, 'taxId', p.tax_id,
               'vatId', p.vat_id, 'shortName', p.short_name, 'legalForm', p.legal_form,
               'fileMark', p.file_mark, 'inn', p.inn, 'kpp', p.kpp, 'ogrn', p.ogrn,
               'dataBoxId', p.data_box_id, 'note', p.note, 'birthNumberCipher', ${cipher},
               'emails', (select json_agg(k.value order by k.id) from party_contacts k
                           where k.party_id = p.id and k.kind = 'email'),
               'phones', (select json_agg(k.value order by k.id) from party_contacts k
                           where k.party_id = p.id and k.kind = 'phone'),
               'postal', (select json_build_object('street', a.street, 'city', a.city,
                                  'postalCode', a.postal_code, 'country', a.country)
                            from party_addresses a
                           where a.party_id = p.id and a.kind in ('main', 'seat')
                           order by a.kind limit 1)) order by n.position, n.id)
              from case_parties n join parties p on p.id = n.party_id
             where n.case_id = c.id) as persons
      from cases c left join case_groups g on g.id = c.group_id
      left join operators o on o.id = c.owner_id
     where c.id = any(${caseIds as number[]}::bigint[])`;
}

export interface ClaimRow {
  id: number;
  caseId: number;
  variableSymbol: string | null;
  title: string;
  currency: Currency;
  dueOn: Day;
  arisenOn: Day | null;
  chargedMinor: number;
  paidMinor: number;
  /** What is owed today, with interest of today; null where the clock has not come that far. */
  balanceMinor: number | null;
  owed: Partial<Record<ComponentKind, number | null>> | null;
  perDayMinor: number;
  /** Due, held back by nobody, and in no schedule that is kept. */
  isDemandable: boolean;
}

/** Open claims of cases with what is owed of each kind today, by one statement. */
export async function readClaimRows(
  tx: Tx,
  caseIds: readonly number[],
  today: Day,
): Promise<ClaimRow[]> {
  const { sql } = tx;
  return sql<ClaimRow[]>`
    select c.id, c.case_id as "caseId", c.variable_symbol as "variableSymbol", c.title, c.currency,
           c.due_on as "dueOn", c.arisen_on as "arisenOn", c.charged_minor as "chargedMinor",
           c.paid_minor as "paidMinor", w.owed, coalesce(w.per_day, 0)::bigint as "perDayMinor",
           case when w.is_known is not false then c.balance_minor + coalesce(w.grown, 0) end
             ::bigint as "balanceMinor",
           c.due_on <= ${today}::date
             and not exists (select from contact_holds h where h.claim_id = c.id
                   and h.ended_at is null and (h.until_on is null or h.until_on >= ${today}::date))
             and not exists (select from instalment_schedules s where s.case_id = c.case_id
                   and s.currency = c.currency and (s.claim_id is null or s.claim_id = c.id)
                   and s.end_kind is null and s.voided_at is null and s.next_due_on is not null
                   and not exists (select from schedule_breaches b
                                    where b.schedule_id = s.id and b.healed_at is null))
             as "isDemandable"
      from claims c
      left join lateral (
        select json_object_agg(s.kind, case when s.is_known then s.owed end) as owed,
               sum(s.per_day) as per_day, sum(s.grown) as grown, bool_and(s.is_known) as is_known
          from (select m.kind, bool_and(p.component_id is null or g.grown is not null) as is_known,
                       sum(coalesce(g.grown, 0)) as grown,
                       sum(coalesce(e.charged, 0) - coalesce(a.paid, 0) + coalesce(g.grown, 0))::bigint
                         as owed,
                       sum(coalesce(p.per_day_minor, 0)) as per_day
                  from claim_components m
                  left join interest_positions p on p.component_id = m.id
                  left join lateral (select ${grownSql(tx, today)} as grown) g on true
                  left join lateral (select sum(n.amount_minor) as charged from component_entries n
                                      where n.component_id = m.id) e on true
                  left join lateral (select sum(l.amount_minor) as paid from allocations l
                                      where l.component_id = m.id) a on true
                 where m.claim_id = c.id group by m.kind) s) w on true
     where c.case_id = any(${caseIds as number[]}::bigint[]) and c.voided_at is null
       and c.balance_minor > 0
     order by c.due_on, c.id`;
}

export interface SenderRow {
  name: string;
  details: Partial<Record<string, string>>;
}

export interface AccountRow {
  number: string;
  name: string;
  currency: Currency;
}

/** The tenant as it signs, and the accounts that debtors pay to. */
export async function readSender({
  sql,
}: Tx): Promise<{ sender: SenderRow; accounts: AccountRow[] }> {
  const [sender] = await sql<SenderRow[]>`
    select name, coalesce(settings -> 'details', '{}') as details from tenants
     where id = app_tenant()`;
  const accounts = await sql<AccountRow[]>`
    select number, name, currency from bank_accounts order by id`;
  return { sender: sender ?? { name: "", details: {} }, accounts };
}
