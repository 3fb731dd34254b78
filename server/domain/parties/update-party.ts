import type { Tx } from "@/db/client";
import { DomainError } from "@/server/kernel/errors";
import { changes, writeAudit } from "../audit";
import { authorize, type Context, inTransaction } from "../context";
import { writeFact } from "../events";
import { type SealedBirthNumber, sealBirthNumber } from "./birth-number";
import { type PartyDraft, type UpdatePartyInput, updatePartyInput } from "./inputs";
import { loadParty, type StoredParty } from "./load";
import { type PartyRecord, readParty } from "./party";
import { refreshCasesOf } from "./refresh-cases";
import { namingTheOwner, refuseFindings } from "./refuse";
import {
  auditView,
  partyColumns,
  writeAddresses,
  writeContacts,
  writeLicences,
  writeSearch,
} from "./write-record";

/**
 * Makes the party what the input says, addresses and contacts included. Refused when somebody
 * saved it after the form was opened (`parties.changed_meanwhile` names who).
 */
export async function updateParty(
  ctx: Context,
  raw: UpdatePartyInput,
): Promise<{ version: number }> {
  authorize(ctx, "parties:edit");
  const input = updatePartyInput.parse(raw);
  const { partyId } = input;
  const { record, findings } = readParty(input, ctx);
  return namingTheOwner(ctx, { record, exceptId: partyId }, () =>
    inTransaction(ctx, async (inner, tx) => {
      const before = await loadParty(inner, tx, partyId);
      if (before.version !== input.version) throw await changedMeanwhile(tx, partyId);
      refuseFindings(findings);
      keepUnsaid({ input, before, record });
      const sealed = birthNumberAfter(inner, { input, before, record });
      const difference = differenceOf(before, record, sealed);
      if (!difference) return { version: before.version };
      await writeParty(inner, tx, { before, record, sealed });
      await writeAudit(inner, {
        action: "parties.update",
        entity: "party",
        entityId: partyId,
        ...difference,
      });
      await writeFact(inner, { name: "party.changed", payload: { partyId } });
      return { version: before.version + 1 };
    }),
  );
}

const REQUISITES = ["shortName", "vatId", "inn", "kpp", "ogrn", "fileMark"] as const;

/** Requisites that the input does not speak of stay; of an address they go when it changes. */
function keepUnsaid(change: { input: PartyDraft; before: StoredParty; record: PartyRecord }): void {
  const { input, before, record } = change;
  for (const field of REQUISITES) if (input[field] === undefined) record[field] = before[field];
  for (const address of record.addresses) {
    const said = input.addresses.find(({ kind }) => kind === address.kind);
    const stored = before.addresses.find(({ kind }) => kind === address.kind);
    if (!stored) continue;
    if (said?.addressPoint === undefined) address.addressPoint = stored.addressPoint;
    if (said?.fiasCode === undefined) address.fiasCode = stored.fiasCode;
    const isSame = address.street === stored.street && address.city === stored.city;
    if (said?.fias === undefined && isSame) address.fias = stored.fias;
  }
}

async function changedMeanwhile(tx: Tx, partyId: number): Promise<DomainError> {
  const [last] = await tx.sql<{ name: string }[]>`
    select actor_name as name from audit_entries
     where entity = 'party' and entity_id = ${partyId} and action <> 'parties.reveal-birth-number'
     order by id desc limit 1`;
  return new DomainError("conflict", "parties.changed_meanwhile", { name: last?.name ?? "" });
}

/**
 * The sealed number as it shall be. Left out of the input, the stored one stays, and then a birth
 * date or a sex that it contradicts is refused like one typed beside it.
 */
function birthNumberAfter(
  ctx: Context,
  { input, before, record }: { input: PartyDraft; before: StoredParty; record: PartyRecord },
): SealedBirthNumber {
  const { tenantId } = ctx.actor;
  if (input.birthNumber !== undefined || before.birthNumberCipher === null) {
    return sealBirthNumber(ctx.keys, tenantId, record.birthNumber);
  }
  const birthNumber = ctx.keys.open(before.birthNumberCipher);
  const again = readParty({ ...input, birthNumber }, ctx);
  refuseFindings(again.findings);
  record.birthOn = again.record.birthOn;
  record.sex = again.record.sex;
  const { birthNumberCipher, birthNumberHash } = before;
  return { birthNumberCipher, birthNumberHash };
}

function differenceOf(before: StoredParty, record: PartyRecord, sealed: SealedBirthNumber) {
  const from = auditView(before);
  const to = auditView({ licences: before.licences, ...record });
  for (const key of Object.keys(from)) if (!(key in to)) to[key] = null;
  const isSame =
    before.birthNumberHash === null
      ? sealed.birthNumberHash === null
      : sealed.birthNumberHash?.equals(before.birthNumberHash) === true;
  if (!isSame) {
    from.birthNumber = before.birthNumberHash ? "old" : null;
    to.birthNumber = sealed.birthNumberHash ? "new" : null;
  }
  return changes(from, to);
}

async function writeParty(
  ctx: Context,
  tx: Tx,
  change: { before: StoredParty; record: PartyRecord; sealed: SealedBirthNumber },
): Promise<void> {
  const { before, record, sealed } = change;
  const { sql } = tx;
  const columns = {
    ...partyColumns(record),
    birth_number_cipher: sealed.birthNumberCipher,
    birth_number_hash: sealed.birthNumberHash,
    updated_at: ctx.now,
  };
  await sql`
    update parties set ${sql(columns)}, version = version + 1 where id = ${before.id}`;
  await writeAddresses(tx, before.id, record.addresses);
  await writeContacts(tx, before.id, { before: before.contacts, after: record.contacts });
  if (record.licences) await writeLicences(tx, before.id, record.licences);
  await writeSearch(tx, before.id, record);
  await refreshCasesOf(ctx, tx, [before.id]);
}
