import type { Tx } from "@/db/client";
import type { JoinSight } from "@/db/values/portal";
import { DomainError } from "@/server/kernel/errors";
import { inService, type PortalContext, reading } from "../../context";
import type { CardAddress, ContactPerson } from "../changes/fields";
import { giveValues } from "../changes/give-values";
import { type ChangeOrganisationInput, changeOrganisationInput } from "../changes/inputs";
import { type MyChange, readMyChanges } from "../changes/list-changes";
import { type CodeItem, readCodes } from "./codes";
import { type Colleague, readColleagues } from "./colleagues";
import { loadStanding, type Standing } from "./standing";

export interface OrganisationData {
  name: string;
  registrationNo: string | null;
  taxId: string | null;
  legalForm: string | null;
  web: string | null;
  dataBoxId: string | null;
  address: CardAddress | null;
  emails: string[];
  phones: string[];
  bankAccount: string | null;
  contactPerson: ContactPerson | null;
  /** What of it waits to be confirmed, or was refused. */
  changes: MyChange[];
  version: number;
}

/** That somebody asked to belong to one; of the organisation itself only what they wrote. */
export interface MyJoin {
  name: string | null;
  registrationNo: string | null;
  state: "waiting" | "rejected";
  askedAt: Date;
  reason: string | null;
}

export interface MyOrganisation {
  /** null: the account belongs to none that it sees. */
  data: OrganisationData | null;
  mayChange: boolean;
  /** May bring one in, or join one by its code. */
  mayJoin: boolean;
  join: MyJoin | null;
  /** Of an organisation's administrator; null: they are none. */
  team: Team | null;
}

export interface Team {
  sights: JoinSight[];
  colleagues: Colleague[];
  codes: CodeItem[];
  /** Who waits to be let in. */
  waiting: { id: number; name: string; email: string; sight: JoinSight; askedAt: Date }[];
}

/** Which card the client speaks for: an organisation's own account, or the account's organisation. */
const cardOf = ({ isPerson, partyId, organisationId, sight }: Standing): number | null =>
  isPerson ? (sight === "own" ? null : organisationId) : partyId;

const mayChangeIt = ({ isPerson, isAdmin }: Standing) => !isPerson || isAdmin;

/** The client's organisation as they see it, and what they may do about it. */
export async function myOrganisation(ctx: PortalContext): Promise<MyOrganisation> {
  const standing = await reading(inService(ctx, "portal"), (tx) => {
    return loadStanding(tx, ctx.actor.portalUserId);
  });
  const cardId = cardOf(standing);
  const { data, join } = await reading(ctx, async (tx) => ({
    data: cardId === null ? null : await readOrganisation(ctx, tx, cardId),
    join: await readJoin(tx),
  }));
  const isFree = standing.organisationId === null && standing.isPerson;
  return {
    ...{ data, mayChange: data !== null && mayChangeIt(standing) },
    mayJoin: isFree && join?.state !== "waiting",
    join: isFree ? join : null,
    team: standing.isAdmin ? await readTeam(ctx, standing) : null,
  };
}

async function readOrganisation(
  ctx: PortalContext,
  tx: Tx,
  partyId: number,
): Promise<OrganisationData | null> {
  const [row] = await tx.sql<Omit<OrganisationData, "changes">[]>`
    select p.full_name as name, p.registration_no as "registrationNo", p.tax_id as "taxId",
           p.legal_form as "legalForm", p.web, p.data_box_id as "dataBoxId", p.version,
           (select json_build_object('street', a.street, 'city', a.city,
                    'postalCode', a.postal_code, 'country', a.country)
              from party_addresses a where a.party_id = p.id and a.kind in ('seat', 'main')
             order by a.kind = 'seat' desc limit 1) as address,
           coalesce((select json_agg(c.value order by c.value) from party_contacts c
                      where c.party_id = p.id and c.kind = 'email'), '[]') as emails,
           coalesce((select json_agg(c.value order by c.value) from party_contacts c
                      where c.party_id = p.id and c.kind = 'phone'), '[]') as phones,
           (select b.number from party_bank_accounts b where b.party_id = p.id) as "bankAccount",
           (select json_build_object('name', o.name, 'position', o.position, 'email', o.email,
                    'phone', o.phone)
              from organisation_contacts o where o.party_id = p.id) as "contactPerson"
      from parties p where p.id = ${partyId}`;
  if (!row) return null;
  return { ...row, changes: await readMyChanges(tx, { partyIds: [partyId], now: ctx.now }) };
}

async function readJoin({ sql }: Tx): Promise<MyJoin | null> {
  const [row] = await sql<(MyJoin & { isOver: boolean })[]>`
    select given ->> 'name' as name, given ->> 'registrationNo' as "registrationNo", state,
           asked_at as "askedAt", reason, state not in ('waiting', 'rejected') as "isOver"
      from organisation_joins order by id desc limit 1`;
  if (!row || row.isOver) return null;
  const { isOver: _, ...join } = row;
  return join;
}

async function readTeam(ctx: PortalContext, standing: Standing): Promise<Team | null> {
  const { organisationId, sight, portalUserId } = standing;
  if (organisationId === null) return null;
  return reading(inService(ctx, "portal"), async (tx) => {
    const waiting = await tx.sql<Team["waiting"]>`
      select j.id, u.name, u.email, j.sight, j.asked_at as "askedAt"
        from organisation_joins j join portal_users u on u.id = j.portal_user_id
       where living_party(j.organisation_id) = ${organisationId} and j.state = 'waiting'
         and (j.sight = 'organisation' or ${sight} = 'subordinate')
       order by j.id`;
    return {
      sights: sight === "subordinate" ? ["organisation", "subordinate"] : ["organisation"],
      colleagues: await readColleagues(tx, { organisationId, portalUserId, sight }),
      codes: await readCodes(tx, { organisationId, now: ctx.now }),
      waiting: [...waiting],
    };
  });
}

/**
 * What the client says of their organisation and of whom to talk to there; on its card at once or
 * waiting, as `giveValues`. Throws forbidden `portal.not_admin`, and as that.
 */
export async function changeMyOrganisation(
  ctx: PortalContext,
  raw: ChangeOrganisationInput,
): Promise<void> {
  const { version, ...values } = changeOrganisationInput.parse(raw);
  const service = inService(ctx, "portal");
  const standing = await reading(service, (tx) => loadStanding(tx, ctx.actor.portalUserId));
  const partyId = cardOf(standing);
  if (partyId === null || !mayChangeIt(standing)) {
    throw new DomainError("forbidden", "portal.not_admin");
  }
  await giveValues(service, { partyId, version, values });
}
