import type { Tx } from "@/db/client";
import type { PartyKind } from "@/db/values/parties";
import type { Day } from "@/server/kernel/days";
import { DomainError } from "@/server/kernel/errors";
import { maskBirthNumber, type Sex } from "@/server/kernel/identifiers";
import { authorize, type Context, may, reading } from "../context";
import { readProcesses, visibleFields } from "../workflow";
import { type AddressRecord, postalAddress, type StoredAddress } from "./address";
import { partyIdInput } from "./inputs";
import {
  addressesOf,
  contactsOf,
  licencesOf,
  type StoredContact,
  type StoredLicence,
} from "./load";
import { visibleParty } from "./visible";

export interface PartyCase {
  caseId: number;
  refNo: string;
  category: string;
  processVersion: number;
  state: string;
  /** Chooses the variant of the process whose names the states and roles have. */
  fields: Record<string, string | number | boolean | null>;
  roles: string[];
  balanceCzkMinor: number;
  balanceEurMinor: number;
  overdueSince: Day | null;
  closedAt: Date | null;
  archivedAt: Date | null;
}

export interface PartyMerge {
  mergeId: number;
  mergedId: number;
  mergedName: string;
  mergedAt: Date;
  byName: string | null;
}

export interface PartyHistoryEntry {
  id: number;
  at: Date;
  actorName: string;
  /** The client did it themselves, at the portal. */
  isClient: boolean;
  action: string;
  before: Record<string, unknown> | null;
  after: Record<string, unknown> | null;
  reason: string | null;
}

export interface PartyCard {
  id: number;
  kind: PartyKind;
  fullName: string;
  titlesBefore: string | null;
  givenName: string | null;
  surname: string | null;
  titlesAfter: string | null;
  birthOn: Day | null;
  sex: Sex | null;
  /** "80••••/••••"; null when none is stored. The number itself: `revealBirthNumber`. */
  birthNumberMasked: string | null;
  registrationNo: string | null;
  taxId: string | null;
  legalForm: string | null;
  shortName: string | null;
  vatId: string | null;
  inn: string | null;
  kpp: string | null;
  ogrn: string | null;
  fileMark: string | null;
  country: string;
  dataBoxId: string | null;
  web: string | null;
  otherId: string | null;
  note: string | null;
  /** Set on a record that was merged: the living one. */
  mergedInto: { id: number; fullName: string } | null;
  version: number;
  createdAt: Date;
  updatedAt: Date;
  addresses: StoredAddress[];
  /** Which of the addresses letters go to. */
  postalKind: AddressRecord["kind"] | null;
  contacts: StoredContact[];
  licences: StoredLicence[];
  cases: PartyCase[];
  /** True when there are more cases than the hundred newest that are shown. */
  hasMoreCases: boolean;
  merges: PartyMerge[];
  history: PartyHistoryEntry[];
  can: { edit: boolean; merge: boolean; revealBirthNumber: boolean };
}

type IdentityRow = Omit<
  PartyCard,
  | "birthNumberMasked"
  | "mergedInto"
  | "addresses"
  | "postalKind"
  | "contacts"
  | "licences"
  | "cases"
  | "hasMoreCases"
  | "merges"
  | "history"
  | "can"
> & {
  birthNumberCipher: Buffer | null;
  mergedIntoId: number | null;
  mergedIntoName: string | null;
};

const CASES_MAX = 100;
const HISTORY_MAX = 30;

/** The whole card. A record merged into another is still readable and says into which. */
export async function getParty(ctx: Context, raw: { partyId: number }): Promise<PartyCard> {
  authorize(ctx, "parties:read");
  const { partyId } = partyIdInput.parse(raw);
  return reading(ctx, async (tx) => {
    const identity = await identityOf(ctx, tx, partyId);
    const { birthNumberCipher, mergedIntoId, mergedIntoName, ...fields } = identity;
    const addresses = await addressesOf(tx, partyId);
    const contacts = await contactsOf(tx, partyId);
    const licences = await licencesOf(tx, partyId);
    const cases = await casesOf(tx, partyId);
    const processes = await readProcesses(tx);
    const role = ctx.actor.kind === "operator" ? ctx.actor.role : null;
    const merges = await mergesOf(tx, partyId);
    const history = may(ctx.actor, "audit:read") ? await historyOf(tx, partyId) : [];
    return {
      ...fields,
      birthNumberMasked: birthNumberCipher
        ? maskBirthNumber(ctx.keys.open(birthNumberCipher))
        : null,
      mergedInto:
        mergedIntoId === null ? null : { id: mergedIntoId, fullName: mergedIntoName ?? "" },
      addresses,
      postalKind: postalAddress(addresses)?.kind ?? null,
      contacts,
      licences,
      cases: cases.slice(0, CASES_MAX).map((each) => ({
        ...each,
        fields: visibleFields(processes, each, role),
      })),
      hasMoreCases: cases.length > CASES_MAX,
      merges,
      history,
      can: {
        edit: may(ctx.actor, "parties:edit"),
        merge: may(ctx.actor, "parties:merge"),
        revealBirthNumber: may(ctx.actor, "parties:reveal-birth-number"),
      },
    };
  });
}

async function identityOf(ctx: Context, tx: Tx, partyId: number): Promise<IdentityRow> {
  const [row] = await tx.sql<IdentityRow[]>`
    select p.id, p.kind, p.full_name as "fullName", p.titles_before as "titlesBefore",
           p.given_name as "givenName", p.surname, p.titles_after as "titlesAfter",
           p.birth_on as "birthOn", p.sex, p.birth_number_cipher as "birthNumberCipher",
           p.registration_no as "registrationNo", p.tax_id as "taxId", p.legal_form as "legalForm",
           p.short_name as "shortName", p.vat_id as "vatId", p.inn, p.kpp, p.ogrn,
           p.file_mark as "fileMark", p.country, p.data_box_id as "dataBoxId", p.web, p.other_id as "otherId", p.note,
           p.version, p.created_at as "createdAt", p.updated_at as "updatedAt",
           into_party.id as "mergedIntoId", into_party.full_name as "mergedIntoName"
      from parties p left join parties into_party on into_party.id = p.merged_into_id
     where p.id = ${partyId} and ${visibleParty(tx, ctx.actor)}`;
  if (!row) throw new DomainError("not_found", "parties.not_found");
  return row;
}

/** The walls leave only cases that the actor may see. */
async function casesOf(tx: Tx, partyId: number): Promise<PartyCase[]> {
  const rows = await tx.sql<PartyCase[]>`
    select c.id as "caseId", c.ref_no as "refNo", c.category,
           c.process_version as "processVersion", c.state, c.fields, stands.roles,
           c.balance_czk_minor as "balanceCzkMinor", c.balance_eur_minor as "balanceEurMinor",
           c.overdue_since as "overdueSince", c.closed_at as "closedAt", c.archived_at as "archivedAt"
      from (select case_id, array_agg(role order by position, id) as roles from case_parties
             where party_id = ${partyId} group by case_id) stands
      join cases c on c.id = stands.case_id
     where c.voided_at is null
     order by c.ref_year desc, c.ref_number desc limit ${CASES_MAX + 1}`;
  return [...rows];
}

async function mergesOf(tx: Tx, partyId: number): Promise<PartyMerge[]> {
  const rows = await tx.sql<PartyMerge[]>`
    select m.id as "mergeId", m.merged_id as "mergedId", p.full_name as "mergedName",
           m.merged_at as "mergedAt", o.name as "byName"
      from party_merges m join parties p on p.id = m.merged_id
      left join operators o on o.id = m.merged_by
     where m.kept_id = ${partyId} and m.undone_at is null
     order by m.id desc`;
  return [...rows];
}

async function historyOf(tx: Tx, partyId: number): Promise<PartyHistoryEntry[]> {
  const rows = await tx.sql<PartyHistoryEntry[]>`
    select id, at, actor_name as "actorName", actor_kind = 'portalUser' as "isClient", action, before, after, reason
      from audit_entries where entity = 'party' and entity_id = ${partyId}
       -- Checks of registers have a list of their own on the card, and come every day.
       and (action not like 'registers.%' or action = 'registers.judge')
     order by id desc limit ${HISTORY_MAX}`;
  return [...rows];
}
