import type { Tx } from "@/db/client";
import { DomainError } from "@/server/kernel/errors";
import type { Finding } from "@/server/kernel/parsed";
import { writeAudit } from "../audit";
import { authorize, type Context, inTransaction } from "../context";
import { writeFact } from "../events";
import { undoMergeInput } from "./inputs";
import { loadParty } from "./load";
import { giveBackInsolvency } from "./merge-insolvency";
import { FIELD_COLUMNS, type JsonRow, leadingColumn, type MergeSnapshot } from "./merge-snapshot";
import { refreshCasesOf } from "./refresh-cases";
import { takenIdentifier } from "./refuse";
import { rewriteSearch } from "./rewrite-search";

interface Merge {
  id: number;
  keptId: number;
  mergedId: number;
  snapshot: MergeSnapshot;
}

/**
 * Takes a merge back: both records are as they were. What somebody changed after the merge stays,
 * and `left` names it. Refused when a later merge built on this one (`parties.undo_later_merge`) or
 * somebody else has the merged record's number by now (`parties.undo_number_taken`).
 */
export async function undoMerge(
  ctx: Context,
  raw: { mergeId: number },
): Promise<{ keptId: number; mergedId: number; left: Finding[] }> {
  authorize(ctx, "parties:merge");
  const { mergeId } = undoMergeInput.parse(raw);
  return inTransaction(ctx, async (inner, tx) => {
    const merge = await loadMerge(inner, tx, mergeId);
    const left = [
      ...(await giveBackFields(inner, tx, merge)),
      ...(await giveBackAddresses(tx, merge)),
    ];
    await reviveRecord(inner, tx, merge);
    await giveBackContacts(tx, merge);
    left.push(...(await giveBackCases(tx, merge)));
    await giveBackOthers(tx, merge);
    await giveBackOnly(tx, merge);
    const { keptId, mergedId } = merge;
    const { insolvency } = merge.snapshot;
    left.push(...(await giveBackInsolvency(tx, { keptId, mergedId, snapshot: insolvency })));
    await rewriteSearch(tx, keptId);
    await refreshCasesOf(inner, tx, [keptId, mergedId]);
    await noteDown(inner, tx, merge);
    return { keptId, mergedId, left };
  });
}

async function loadMerge(ctx: Context, tx: Tx, mergeId: number): Promise<Merge> {
  const [merge] = await tx.sql<(Merge & { undoneAt: Date | null })[]>`
    select id, kept_id as "keptId", merged_id as "mergedId", snapshot, undone_at as "undoneAt"
      from party_merges where id = ${mergeId} for update`;
  if (!merge) throw new DomainError("not_found", "parties.merge_not_found");
  if (merge.undoneAt) throw new DomainError("precondition", "parties.merge_undone_before");
  const [later] = await tx.sql<{ name: string }[]>`
    select p.full_name as name from party_merges m
      join parties p on p.id = case when m.kept_id = ${merge.keptId} then m.merged_id else m.kept_id end
     where m.id > ${mergeId} and m.undone_at is null
       and (m.kept_id = ${merge.keptId} or m.merged_id = ${merge.keptId})
     order by m.id desc limit 1`;
  if (later)
    throw new DomainError("precondition", "parties.undo_later_merge", { name: later.name });
  await loadParty(ctx, tx, merge.keptId);
  return merge;
}

const isSame = (a: unknown, b: unknown) => JSON.stringify(a ?? null) === JSON.stringify(b ?? null);

/** Fields that still say what the merge made of them get their former value. */
async function giveBackFields(ctx: Context, { sql }: Tx, merge: Merge): Promise<Finding[]> {
  const { snapshot, keptId } = merge;
  const [now] = await sql<{ row: JsonRow }[]>`
    select to_jsonb(p) as row from parties p where id = ${keptId}`;
  const isUntouched = (column: string) => isSame(now?.row[column], snapshot.keptAfter[column]);
  const fields = snapshot.fields.filter((field) => isUntouched(leadingColumn(field)));
  const columns = fields.flatMap((field) => FIELD_COLUMNS[field]);
  if (columns.length > 0) {
    await sql`
      update parties set (${sql(columns)}) =
        (select ${sql(columns)} from jsonb_populate_record(null::parties, ${JSON.stringify(snapshot.kept)}::jsonb))
       where id = ${keptId}`;
  }
  await sql`
    update parties set version = version + 1, updated_at = ${ctx.now} where id = ${keptId}`;
  return snapshot.fields
    .filter((field) => !fields.includes(field))
    .map((field) => ({ code: "parties.undo_left_field", params: { field } }));
}

async function giveBackAddresses({ sql }: Tx, merge: Merge): Promise<Finding[]> {
  const { snapshot, keptId } = merge;
  const now = await sql<{ kind: string; row: JsonRow }[]>`
    select kind, to_jsonb(a) as row from party_addresses a where party_id = ${keptId}`;
  const current = new Map(now.map(({ kind, row }) => [kind, row]));
  const after = new Map(snapshot.addressesAfter.map((row) => [row.kind, row]));
  const kinds = snapshot.addressKinds.filter((kind) => isSame(current.get(kind), after.get(kind)));
  await sql`delete from party_addresses where party_id = ${keptId} and kind = any (${kinds})`;
  const rows = snapshot.addressesBefore.filter((row) => kinds.some((kind) => kind === row.kind));
  await sql`
    insert into party_addresses
    select * from jsonb_populate_recordset(null::party_addresses, ${JSON.stringify(rows)}::jsonb)`;
  return snapshot.addressKinds
    .filter((kind) => !kinds.includes(kind))
    .map((kind) => ({ code: "parties.undo_left_address", params: { kind } }));
}

/** After the kept record gave the numbers back; somebody else may have them by now. */
async function reviveRecord(ctx: Context, tx: Tx, { snapshot, mergedId }: Merge): Promise<void> {
  const search = String(snapshot.merged.search ?? "");
  try {
    await ctx.db.savepoint(
      tx,
      ({ sql }) => sql`
        update parties set merged_into_id = null, search = ${search}::text::tsvector,
               version = version + 1, updated_at = ${ctx.now}
         where id = ${mergedId}`,
    );
  } catch (error) {
    if (takenIdentifier(error) === null) throw error;
    const name = await whoTook(tx, mergedId);
    throw new DomainError("conflict", "parties.undo_number_taken", { name });
  }
}

async function whoTook({ sql }: Tx, mergedId: number): Promise<string> {
  const [taker] = await sql<{ name: string }[]>`
    select p.full_name as name from parties m
      join parties p on p.merged_into_id is null and p.id <> m.id
       and (p.birth_number_hash = m.birth_number_hash
         or (p.country = m.country and p.registration_no = m.registration_no))
     where m.id = ${mergedId} order by p.id limit 1`;
  return taker?.name ?? "";
}

async function giveBackContacts({ sql }: Tx, { snapshot, keptId }: Merge): Promise<void> {
  await sql`
    delete from party_contacts where id = any (${snapshot.contactIds}) and party_id = ${keptId}`;
  await sql`
    delete from party_licences
     where id = any (${snapshot.licenceIds ?? []}::bigint[]) and party_id = ${keptId}`;
}

/** Entries that were taken off a case since stay off; the case is named where the actor sees it. */
async function giveBackCases({ sql }: Tx, merge: Merge): Promise<Finding[]> {
  const { snapshot, keptId, mergedId } = merge;
  const ids = snapshot.caseParties.map(({ id }) => id);
  const returned = await sql<{ id: number }[]>`
    update case_parties set party_id = ${mergedId}
     where id = any (${ids}) and party_id = ${keptId} returning id`;
  await sql`
    insert into case_parties overriding system value
    select * from jsonb_populate_recordset(null::case_parties,
      ${JSON.stringify(snapshot.droppedCaseParties)}::jsonb)`;
  const done = new Set(returned.map(({ id }) => id));
  const gone = snapshot.caseParties.filter(({ id }) => !done.has(id)).map(({ caseId }) => caseId);
  const cases = await sql<{ refNo: string }[]>`
    select ref_no as "refNo" from cases where id = any (${gone}) and voided_at is null order by id`;
  return cases.map(({ refNo }) => ({ code: "parties.undo_left_case", params: { refNo } }));
}

async function giveBackOthers({ sql }: Tx, merge: Merge): Promise<void> {
  const { snapshot, keptId, mergedId } = merge;
  await sql`
    update proceedings set authority_party_id = ${mergedId}
     where id = any (${snapshot.proceedingIds}) and authority_party_id = ${keptId}`;
  await sql`
    update case_groups set creditor_party_id = ${mergedId}
     where id = any (${snapshot.caseGroupIds}) and creditor_party_id = ${keptId}`;
  await sql`
    update case_events set party_id = ${mergedId}
     where id = any (${snapshot.eventIds}) and party_id = ${keptId}`;
}

/** As they stand now: what the client changed of them since goes with them. */
async function giveBackOnly({ sql }: Tx, { snapshot, keptId, mergedId }: Merge): Promise<void> {
  if (snapshot.hasMovedBankAccount) {
    await sql`
      update party_bank_accounts set party_id = ${mergedId} where party_id = ${keptId}
         and not exists (select from party_bank_accounts m where m.party_id = ${mergedId})`;
  }
  if (snapshot.hasMovedContactPerson) {
    await sql`
      update organisation_contacts set party_id = ${mergedId} where party_id = ${keptId}
         and not exists (select from organisation_contacts m where m.party_id = ${mergedId})`;
  }
}

async function noteDown(ctx: Context, tx: Tx, merge: Merge): Promise<void> {
  const { id, keptId, mergedId } = merge;
  await tx.sql`update party_merges set undone_at = ${ctx.now} where id = ${id}`;
  const audit = { action: "parties.undo-merge", entity: "party", after: { keptId, mergedId } };
  await writeAudit(ctx, [
    { ...audit, entityId: keptId },
    { ...audit, entityId: mergedId },
  ]);
  await writeFact(ctx, { name: "party.changed", payload: { partyId: keptId } });
  await writeFact(ctx, { name: "party.changed", payload: { partyId: mergedId } });
}
