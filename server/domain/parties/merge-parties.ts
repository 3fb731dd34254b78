import type { Tx } from "@/db/client";
import type { AddressKind } from "@/db/values/parties";
import { writeAudit } from "../audit";
import { authorize, authorOf, type Context, inTransaction } from "../context";
import { writeFact } from "../events";
import { type MergeField, type MergePartiesInput, mergePartiesInput } from "./inputs";
import { takeInsolvency } from "./merge-insolvency";
import { chooseAddresses, chooseFields, newContacts } from "./merge-rule";
import { loadSides, type MergeSides, mergeValues } from "./merge-sides";
import { FIELD_COLUMNS, type JsonRow, type MergeSnapshot } from "./merge-snapshot";
import { refreshCasesOf } from "./refresh-cases";
import { rewriteSearch } from "./rewrite-search";

/**
 * Makes two records of one party into one. The merged record stays, without its unique numbers'
 * claim and out of every list; all that pointed to it points to the kept one. Everything is written
 * down in `party_merges`, so that `undoMerge` can put it back.
 */
export async function mergeParties(
  ctx: Context,
  raw: MergePartiesInput,
): Promise<{ mergeId: number }> {
  authorize(ctx, "parties:merge");
  const input = mergePartiesInput.parse(raw);
  return inTransaction(ctx, async (inner, tx) => {
    const sides = await loadSides(inner, tx, input);
    const values = {
      kept: mergeValues(inner, sides.kept),
      merged: mergeValues(inner, sides.merged),
    };
    const chosen = chooseFields(values, input.take);
    const fields = chosen.filter((choice) => choice.winner === "merged").map(({ field }) => field);
    const isNoteJoined = chosen.some((choice) => choice.winner === "both");
    const before = await rowsOf(tx, sides);
    await endRecord(inner, tx, sides);
    await takeFields(inner, tx, { sides, fields, isNoteJoined });
    const addresses = await takeAddresses(tx, sides, input.takeAddresses);
    const snapshot: MergeSnapshot = {
      ...before,
      ...addresses,
      fields: isNoteJoined ? [...fields, "note"] : fields,
      contactIds: await takeContacts(tx, sides),
      licenceIds: await takeLicences(tx, sides),
      ...(await takeCases(tx, sides)),
      ...(await takeOthers(tx, sides)),
      ...(await takeOnly(tx, sides)),
      keptAfter: await rowOf(tx, sides.kept.id),
    };
    await rewriteSearch(tx, sides.kept.id);
    await refreshCasesOf(inner, tx, [sides.kept.id]);
    const pair = { keptId: sides.kept.id, mergedId: sides.merged.id };
    snapshot.insolvency = await takeInsolvency(inner, tx, pair);
    return { mergeId: await noteDown(inner, tx, { sides, snapshot }) };
  });
}

async function rowOf(tx: Tx, partyId: number): Promise<JsonRow> {
  const [found] = await tx.sql<{ row: JsonRow }[]>`
    select to_jsonb(p) as row from parties p where id = ${partyId}`;
  return found?.row ?? {};
}

async function rowsOf(tx: Tx, { kept, merged }: MergeSides) {
  return { kept: await rowOf(tx, kept.id), merged: await rowOf(tx, merged.id) };
}

/** First of all: its birth number and IČO must be free before the kept record takes them. */
async function endRecord(ctx: Context, { sql }: Tx, { kept, merged }: MergeSides): Promise<void> {
  await sql`
    update parties set merged_into_id = ${kept.id}, search = '', version = version + 1,
           updated_at = ${ctx.now}
     where id = ${merged.id}`;
}

async function takeFields(
  ctx: Context,
  { sql }: Tx,
  take: { sides: MergeSides; fields: readonly MergeField[]; isNoteJoined: boolean },
): Promise<void> {
  const { kept, merged } = take.sides;
  const columns = take.fields.flatMap((field) => FIELD_COLUMNS[field]);
  if (columns.length > 0) {
    await sql`
      update parties set (${sql(columns)}) =
        (select ${sql(columns)} from parties where id = ${merged.id})
       where id = ${kept.id}`;
  }
  const note = take.isNoteJoined ? `${kept.note}\n\n${merged.note}` : null;
  await sql`
    update parties set note = coalesce(${note}, note), version = version + 1,
           updated_at = ${ctx.now}
     where id = ${kept.id}`;
}

async function takeAddresses(
  { sql }: Tx,
  { kept, merged }: MergeSides,
  take: readonly AddressKind[],
): Promise<Pick<MergeSnapshot, "addressKinds" | "addressesBefore" | "addressesAfter">> {
  const kinds = chooseAddresses({ kept: kept.addresses, merged: merged.addresses }, take)
    .filter((choice) => choice.winner === "merged")
    .map((choice) => choice.kind);
  const rows = () => sql<{ row: JsonRow }[]>`
    select to_jsonb(a) as row from party_addresses a
     where party_id = ${kept.id} and kind = any (${kinds}) order by kind`;
  const before = await rows();
  // Made anew, because an address that changes forgets what was found of it.
  await sql`delete from party_addresses where party_id = ${kept.id} and kind = any (${kinds})`;
  await sql`
    insert into party_addresses (party_id, kind, street, city, postal_code, country, address_key,
      import_id, address_point, fias_code, fias_parts, check_result, checked_on)
    select ${kept.id}, kind, street, city, postal_code, country, address_key, import_id,
           address_point, fias_code, fias_parts, check_result, checked_on
      from party_addresses where party_id = ${merged.id} and kind = any (${kinds})`;
  const after = await rows();
  return {
    addressKinds: kinds,
    addressesBefore: before.map(({ row }) => row),
    addressesAfter: after.map(({ row }) => row),
  };
}

async function takeContacts({ sql }: Tx, { kept, merged }: MergeSides): Promise<number[]> {
  const ids = newContacts(kept.contacts, merged.contacts).map((contact) => contact.id);
  const rows = await sql<{ id: number }[]>`
    insert into party_contacts (party_id, kind, value, phone_kind, note, import_id)
    select ${kept.id}, kind, value, phone_kind, note, import_id
      from party_contacts where id = any (${ids}) order by id
    returning id`;
  return rows.map(({ id }) => id);
}

/** Licences that the kept record has not. */
async function takeLicences({ sql }: Tx, { kept, merged }: MergeSides): Promise<number[]> {
  const rows = await sql<{ id: number }[]>`
    insert into party_licences (party_id, kind, number, issued_by, valid_from, valid_to)
    select ${kept.id}, kind, number, issued_by, valid_from, valid_to
      from party_licences where party_id = ${merged.id} order by id
    on conflict (tenant_id, party_id, kind, number) do nothing
    returning id`;
  return rows.map(({ id }) => id);
}

/** Also on cases that the actor may not see: it is one person there too. */
async function takeCases(
  { sql }: Tx,
  { kept, merged }: MergeSides,
): Promise<Pick<MergeSnapshot, "caseParties" | "droppedCaseParties">> {
  const moved = await sql<{ id: number; caseId: number }[]>`
    update case_parties m set party_id = ${kept.id}
     where m.party_id = ${merged.id} and not exists (
       select from case_parties k
        where k.party_id = ${kept.id} and k.case_id = m.case_id and k.role = m.role)
    returning m.id, m.case_id as "caseId"`;
  const dropped = await sql<{ row: JsonRow }[]>`
    delete from case_parties m where m.party_id = ${merged.id} returning to_jsonb(m) as row`;
  return { caseParties: [...moved], droppedCaseParties: dropped.map(({ row }) => row) };
}

async function takeOthers(
  { sql }: Tx,
  { kept, merged }: MergeSides,
): Promise<Pick<MergeSnapshot, "proceedingIds" | "caseGroupIds" | "eventIds">> {
  const ids = (rows: readonly { id: number }[]) => rows.map(({ id }) => id);
  return {
    proceedingIds: ids(
      await sql<{ id: number }[]>`
      update proceedings set authority_party_id = ${kept.id}
       where authority_party_id = ${merged.id} returning id`,
    ),
    caseGroupIds: ids(
      await sql<{ id: number }[]>`
      update case_groups set creditor_party_id = ${kept.id}
       where creditor_party_id = ${merged.id} returning id`,
    ),
    eventIds: ids(
      await sql<{ id: number }[]>`
      update case_events set party_id = ${kept.id} where party_id = ${merged.id} returning id`,
    ),
  };
}

/** Of what a record has one at most; the kept record's own stays. */
async function takeOnly(
  { sql }: Tx,
  { kept, merged }: MergeSides,
): Promise<Pick<MergeSnapshot, "hasMovedBankAccount" | "hasMovedContactPerson">> {
  const accounts = await sql`
    update party_bank_accounts set party_id = ${kept.id}
     where party_id = ${merged.id}
       and not exists (select from party_bank_accounts k where k.party_id = ${kept.id})
    returning party_id`;
  const persons = await sql`
    update organisation_contacts set party_id = ${kept.id}
     where party_id = ${merged.id}
       and not exists (select from organisation_contacts k where k.party_id = ${kept.id})
    returning party_id`;
  return {
    hasMovedBankAccount: accounts.length > 0,
    hasMovedContactPerson: persons.length > 0,
  };
}

async function noteDown(
  ctx: Context,
  tx: Tx,
  { sides, snapshot }: { sides: MergeSides; snapshot: MergeSnapshot },
): Promise<number> {
  const { kept, merged } = sides;
  const [row] = await tx.sql<{ id: number }[]>`
    insert into party_merges (kept_id, merged_id, snapshot, merged_by, merged_at)
    values (${kept.id}, ${merged.id}, ${JSON.stringify(snapshot)}::jsonb,
            ${authorOf(ctx.actor).id}, ${ctx.now})
    returning id`;
  if (!row) throw new Error("an insert returns its row");
  const about = { keptId: kept.id, keptName: kept.fullName, mergedName: merged.fullName };
  const after = { ...about, mergedId: merged.id, fields: snapshot.fields };
  const audit = { action: "parties.merge", entity: "party", after };
  await writeAudit(ctx, [
    { ...audit, entityId: kept.id },
    { ...audit, entityId: merged.id },
  ]);
  await writeFact(ctx, {
    name: "party.merged",
    payload: { keptId: kept.id, mergedId: merged.id },
  });
  return row.id;
}
