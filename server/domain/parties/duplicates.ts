import type { Tx } from "@/db/client";
import type { PartyKind } from "@/db/values/parties";
import { isDay } from "@/server/kernel/days";
import { parseBirthNumber, parseRegistrationNo } from "@/server/kernel/identifiers";
import { nameKey, parseFullName } from "@/server/kernel/person-name";
import { authorize, type Context, inTransaction, reading } from "../context";
import { birthNumberHash } from "../keys";
import { addressKey, isHouseKey } from "./address";
import { allMatches } from "./duplicate-matches";
import { type DuplicateReason, isCertain, maskName } from "./duplicate-rule";
import { type FindDuplicatesInput, findDuplicatesInput } from "./inputs";
import { companyKey, type PartyRecord } from "./party";
import { noteSearch } from "./search-by-birth-number";
import { visibleParty } from "./visible";

/** A record that may be the same party. One that the actor may not see shows initials and town. */
export interface DuplicateHit {
  /** null when masked. */
  partyId: number | null;
  name: string;
  kind: PartyKind | null;
  birthOn: string | null;
  registrationNo: string | null;
  city: string | null;
  reason: DuplicateReason;
  /** The identifiers are equal: creating it again will be refused. */
  isCertain: boolean;
  isMasked: boolean;
}

const HITS_MAX = 10;

export interface DuplicateQuestion {
  birthNumberHash: Buffer | null;
  registrationNo: string | null;
  country: string;
  nameKey: string;
  birthOn: string | null;
  addressKeys: string[];
  exceptId: number | null;
}

interface HitRow {
  id: number;
  fullName: string;
  kind: PartyKind;
  birthOn: string | null;
  registrationNo: string | null;
  city: string | null;
  reason: DuplicateReason;
  isVisible: boolean;
}

/**
 * Who a half-filled form may be about. It looks at the whole tenant, also at records that access
 * groups hide from the actor; those come masked.
 */
export async function findDuplicates(
  ctx: Context,
  raw: FindDuplicatesInput,
): Promise<DuplicateHit[]> {
  authorize(ctx, "parties:read");
  const input = findDuplicatesInput.parse(raw);
  const isCompany = input.kind === "legal_entity";
  const birth = isCompany ? null : parseBirthNumber(input.birthNumber, { now: ctx.today });
  const number = parseRegistrationNo(input.registrationNo, { country: input.country });
  const question: DuplicateQuestion = {
    birthNumberHash: birth?.ok
      ? birthNumberHash(ctx.keys, ctx.actor.tenantId, birth.value.value)
      : null,
    registrationNo: number.ok ? number.value : null,
    country: input.country,
    nameKey: isCompany ? companyKey(input.fullName) : personKey(input.fullName),
    birthOn: birth?.ok ? birth.value.birthOn : dayOrNull(input.birthOn),
    addressKeys: input.addresses.map((address) => addressKey(address)).filter(isHouseKey),
    exceptId: input.exceptId ?? null,
  };
  const { birthNumberHash: hash } = question;
  if (!hash) return reading(ctx, (tx) => duplicatesOf(ctx, tx, question));
  return inTransaction(ctx, async (_, tx) => {
    // The form answers whom a number belongs to, as a search does.
    await noteSearch(ctx, tx, hash);
    return duplicatesOf(ctx, tx, question);
  });
}

/** The same question about a record that has been read whole. */
export function questionOf(
  ctx: Context,
  record: PartyRecord,
  exceptId: number | null,
): DuplicateQuestion {
  const { birthNumber, registrationNo, country, birthOn } = record;
  return {
    birthNumberHash:
      birthNumber === null ? null : birthNumberHash(ctx.keys, ctx.actor.tenantId, birthNumber),
    registrationNo,
    country,
    nameKey: record.nameKey,
    birthOn,
    addressKeys: record.addresses.map((address) => address.addressKey).filter(isHouseKey),
    exceptId,
  };
}

/** At most ten records, certain ones first. */
export async function duplicatesOf(
  ctx: Context,
  tx: Tx,
  question: DuplicateQuestion,
): Promise<DuplicateHit[]> {
  const { sql } = tx;
  const candidate = sql`(select 1::bigint as row_no, ${question.birthNumberHash}::bytea as birth_number_hash,
    ${question.registrationNo}::text as registration_no, ${question.country}::text as country,
    ${question.nameKey}::text as name_key, ${question.birthOn}::date as birth_on,
    ${question.addressKeys}::text[] as address_keys)`;
  const rows = await sql<HitRow[]>`
    select p.id, p.full_name as "fullName", p.kind, p.birth_on as "birthOn",
           p.registration_no as "registrationNo", m.reason, ${visibleParty(tx, ctx.actor)} as "isVisible",
           (select a.city from party_addresses a where a.party_id = p.id and a.city is not null
             order by array_position(array['main', 'seat', 'other', 'contact'], a.kind) limit 1) as city
      from (select distinct on (party_id) party_id, rank, reason
              from (${allMatches(tx, candidate)}) every_match
             where party_id is distinct from ${question.exceptId}::bigint
             order by party_id, rank) m
      join parties p on p.id = m.party_id
     order by m.rank, p.id limit ${HITS_MAX}`;
  return rows.map(toHit);
}

function toHit(row: HitRow): DuplicateHit {
  const { reason, city } = row;
  const common = { reason, city, isCertain: isCertain(reason), isMasked: !row.isVisible };
  if (row.isVisible) {
    const { id, fullName, kind, birthOn, registrationNo } = row;
    return { ...common, partyId: id, name: fullName, kind, birthOn, registrationNo };
  }
  const hidden = { partyId: null, kind: null, birthOn: null, registrationNo: null };
  return { ...common, ...hidden, name: maskName(row.fullName) };
}

function personKey(fullName: string): string {
  const parsed = parseFullName(fullName);
  // One word is a surname still being typed: too little to ask about.
  return parsed.ok && parsed.value.givenName !== null ? nameKey(parsed.value) : "";
}

const dayOrNull = (text: string | null | undefined) => (text && isDay(text) ? text : null);
