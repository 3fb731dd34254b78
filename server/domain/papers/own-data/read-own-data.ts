import type { Fragment, Tx } from "@/db/client";
import type { Channel, Direction } from "@/db/values/messages";
import type { Day } from "@/server/kernel/days";
import type { Currency } from "@/server/kernel/money";
import { claimGrownSql, claimsOfCase } from "../../claims";
import { type PortalContext, reading } from "../../context";
import { type MyDocument, myDocuments } from "../my-documents";
import { type OwnAccount, readOwnAccount } from "./read-own-account";

/** Rows of one kind that go into a file at most; more is said to be left out. */
const ROWS_MAX = 2_000;
const TEXT_LENGTH_MAX = 20_000;

type OfCase = { refNo: string };
type Money = { amountMinor: number; currency: Currency };

export interface OwnData extends OwnAccount {
  identity: {
    partyId: number;
    fullName: string;
    birthOn: Day | null;
    registrationNo: string | null;
    taxId: string | null;
    country: string | null;
    dataBoxId: string | null;
    web: string | null;
  }[];
  addresses: { kind: string; text: string; country: string | null }[];
  contacts: { kind: string; value: string }[];
  cases: (OfCase & { role: string; openedOn: Day; isOpen: boolean; counterpart: string | null })[];
  claims: (OfCase & {
    title: string;
    variableSymbol: string | null;
    currency: Currency;
    dueOn: Day;
    chargedMinor: number;
    paidMinor: number;
    /** As of the day of the file, interest of the day included. */
    balanceMinor: number;
  })[];
  payments: (OfCase & Money & { valueOn: Day; isReversed: boolean })[];
  instalments: (OfCase & Money & { dueOn: Day })[];
  promises: (OfCase & Money & { madeOn: Day; dueOn: Day; state: string })[];
  messages: (OfCase & {
    messageId: number;
    at: string;
    direction: Direction;
    channel: Channel;
    subject: string;
    text: string;
  })[];
  requests: (OfCase & { subject: string; at: string; author: string; text: string })[];
  documents: Pick<MyDocument, "name" | "at" | "refNo" | "sizeBytes" | "source">[];
  /** Kinds of which there is more than goes into a file. */
  cut: string[];
}

/**
 * All that we have of a client and of what they owe, as they may see it: of their own card, not of an
 * organisation's that they see beside it. Of people on the other side only names.
 */
export async function readOwnData(ctx: PortalContext): Promise<OwnData> {
  const [read, documents, account] = await Promise.all([
    reading(ctx, (tx) => readRows(ctx, tx)),
    allDocuments(ctx),
    readOwnAccount(ctx, LIMIT),
  ]);
  const whole = { ...read, documents, ...account };
  const cut = Object.entries(whole).filter(([, rows]) => rows.length > ROWS_MAX);
  const kept = Object.entries(whole).map(([name, rows]) => [name, rows.slice(0, ROWS_MAX)]);
  return { ...Object.fromEntries(kept), cut: cut.map(([name]) => name) } as OwnData;
}

async function allDocuments(ctx: PortalContext): Promise<OwnData["documents"]> {
  const found: OwnData["documents"] = [];
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof myDocuments>> = await myDocuments(ctx, {
      ...{ cursor, limit: 100 },
    });
    found.push(
      ...page.items.map(({ name, at, refNo, sizeBytes, source }) => {
        return { name, at, refNo, sizeBytes, source };
      }),
    );
    cursor = page.nextCursor;
  } while (cursor && found.length <= ROWS_MAX);
  return found;
}

type Rows = Omit<OwnData, "documents" | "cut" | keyof OwnAccount>;

/** Sent together: one round trip for nearly all of it. */
async function readRows(ctx: PortalContext, tx: Tx): Promise<Rows> {
  const { partyId } = ctx.actor;
  const own = tx.sql`array[${partyId}::bigint, living_party(${partyId})]`;
  const mine = tx.sql`exists (select from case_parties cp
                               where cp.case_id = k.id and cp.party_id = any(${own}))`;
  const part: Part = { tx, own, mine };
  const [identity, addresses, contacts, cases, claims, payments, instalments, promises] =
    await Promise.all([
      ...([identityOf(part), addressesOf(part), contactsOf(part), casesOf(part)] as const),
      ...([claimsOf(ctx, part), paymentsOf(part), instalmentsOf(part)] as const),
      promisesOf(part),
    ]);
  const [messages, requests] = await Promise.all([messagesOf(part), requestsOf(part)]);
  const debts = { claims, payments, instalments, promises };
  return { identity, addresses, contacts, cases, ...debts, messages, requests };
}

interface Part {
  tx: Tx;
  /** Ids of the client's own cards. */
  own: Fragment;
  /** Of cases `k`: the client is on them. */
  mine: Fragment;
}

const LIMIT = ROWS_MAX + 1;

const identityOf = ({ tx: { sql }, own }: Part) => sql<OwnData["identity"]>`
  select p.id as "partyId", p.full_name as "fullName", p.birth_on as "birthOn",
         p.registration_no as "registrationNo", p.tax_id as "taxId", p.country,
         p.data_box_id as "dataBoxId", p.web
    from parties p where p.id = any(${own}) order by p.merged_into_id nulls first`;

const addressesOf = ({ tx: { sql }, own }: Part) => sql<OwnData["addresses"]>`
  select a.kind, concat_ws(', ', a.street, concat_ws(' ', a.postal_code, a.city)) as text, a.country
    from party_addresses a where a.party_id = any(${own}) order by a.kind`;

const contactsOf = ({ tx: { sql }, own }: Part) => sql<OwnData["contacts"]>`
  select c.kind, c.value from party_contacts c
   where c.party_id = any(${own}) order by c.kind, c.value`;

const casesOf = ({ tx: { sql }, own }: Part) => sql<OwnData["cases"]>`
  select k.ref_no as "refNo", cp.role, k.opened_on as "openedOn",
         k.closed_at is null and k.archived_at is null as "isOpen",
         portal_counterpart(k.id) as counterpart
    from cases k join case_parties cp on cp.case_id = k.id and cp.party_id = any(${own})
   where k.category <> 'request' order by k.opened_on desc, k.id desc limit ${LIMIT}`;

type ClaimRow = OwnData["claims"][number] & { id: number; caseId: number; isKnown: boolean };

async function claimsOf(ctx: PortalContext, { tx, mine }: Part): Promise<OwnData["claims"]> {
  const rows = await tx.sql<ClaimRow[]>`
    select b.*, b.grown is not null as "isKnown", b.booked + coalesce(b.grown, 0) as "balanceMinor"
      from (select c.id, c.case_id as "caseId", k.ref_no as "refNo", c.title, c.currency,
                   c.variable_symbol as "variableSymbol", c.due_on as "dueOn",
                   c.charged_minor as "chargedMinor", c.paid_minor as "paidMinor",
                   c.balance_minor as booked, ${claimGrownSql(tx, ctx.today)} as grown
              from claims c join cases k on k.id = c.case_id
             where c.voided_at is null and ${mine}
             order by c.id desc limit ${LIMIT}) b`;
  const unknown = new Set(rows.filter(({ isKnown }) => !isKnown).map(({ caseId }) => caseId));
  const exact = new Map<number, number>();
  // A few in the hour after midnight, whose interest was not rolled on yet.
  for (const caseId of unknown) {
    const { claims } = await claimsOfCase({ ...ctx, tx }, { caseId });
    for (const { id, balanceMinor } of claims) exact.set(id, balanceMinor);
  }
  return rows.map(({ id, refNo, title, variableSymbol, currency, dueOn, ...row }) => ({
    ...{ refNo, title, variableSymbol, currency, dueOn },
    ...{ chargedMinor: row.chargedMinor, paidMinor: row.paidMinor },
    balanceMinor: exact.get(id) ?? row.balanceMinor,
  }));
}

const paymentsOf = ({ tx: { sql }, mine }: Part) => sql<OwnData["payments"]>`
  select k.ref_no as "refNo", y.value_on as "valueOn", y.amount_minor as "amountMinor", y.currency,
         exists (select from payments r where r.reverses_id = y.id) as "isReversed"
    from payments y join cases k on k.id = y.case_id
   where y.reverses_id is null and ${mine}
   order by y.value_on desc, y.id desc limit ${LIMIT}`;

const instalmentsOf = ({ tx: { sql }, mine }: Part) => sql<OwnData["instalments"]>`
  select k.ref_no as "refNo", i.due_on as "dueOn", i.amount_minor as "amountMinor", s.currency
    from instalment_schedules s join cases k on k.id = s.case_id
    join instalments i on i.schedule_id = s.id
   where s.voided_at is null and ${mine}
   order by s.id desc, i.position limit ${LIMIT}`;

const promisesOf = ({ tx: { sql }, mine }: Part) => sql<OwnData["promises"]>`
  select k.ref_no as "refNo", p.amount_minor as "amountMinor", p.currency, p.made_on as "madeOn",
         p.due_on as "dueOn", p.state
    from payment_promises p join cases k on k.id = p.case_id
   where ${mine} order by p.id desc limit ${LIMIT}`;

const messagesOf = ({ tx: { sql }, own }: Part) => sql<OwnData["messages"]>`
  select m.id as "messageId", k.ref_no as "refNo", m.direction, m.channel, m.subject,
         to_json(coalesce(m.sent_at, m.created_at)) #>> '{}' as at,
         left(m.body, ${TEXT_LENGTH_MAX}) as text
    from messages m join cases k on k.id = m.case_id
   where m.party_id = any(${own})
   order by coalesce(m.sent_at, m.created_at) desc, m.id desc limit ${LIMIT}`;

const requestsOf = ({ tx: { sql }, mine }: Part) => sql<OwnData["requests"]>`
  select k.ref_no as "refNo", coalesce(k.fields->>'subject', '') as subject,
         to_json(r.at) #>> '{}' as at, r.author_name as author,
         left(r.text, ${TEXT_LENGTH_MAX}) as text
    from request_posts r join cases k on k.id = r.case_id
   where k.category = 'request' and k.voided_at is null and ${mine}
   order by r.id desc limit ${LIMIT}`;
