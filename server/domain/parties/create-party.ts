import type { Tx } from "@/db/client";
import { DomainError } from "@/server/kernel/errors";
import { writeAudit } from "../audit";
import { authorize, authorOf, type Context, inTransaction } from "../context";
import { writeFact } from "../events";
import { sealBirthNumber } from "./birth-number";
import { duplicatesOf, questionOf } from "./duplicates";
import { type CreatePartyInput, createPartyInput } from "./inputs";
import { type PartyRecord, readParty } from "./party";
import { namingTheOwner, refuseFindings } from "./refuse";
import { searchWordsOf, vocabularyOf } from "./search-words";
import {
  auditView,
  partyColumns,
  writeAddresses,
  writeContacts,
  writeLicences,
  writeVocabulary,
} from "./write-record";

/**
 * Creates a party. A second one of the same birth number or IČO is refused by name
 * (`parties.birth_number_taken`, `parties.registration_no_taken`); one that only looks like another
 * is refused as `parties.possible_duplicates` until `isKnownToDiffer` says it is somebody else.
 */
export async function createParty(
  ctx: Context,
  raw: CreatePartyInput,
): Promise<{ partyId: number }> {
  authorize(ctx, "parties:edit");
  const input = createPartyInput.parse(raw);
  const { record, findings } = readParty(input, ctx);
  refuseFindings(findings);
  return namingTheOwner(ctx, { record, exceptId: null }, () =>
    inTransaction(ctx, async (inner, tx) => {
      if (!input.isKnownToDiffer) await refuseLookAlikes(inner, tx, record);
      const partyId = await insertParty(inner, tx, record);
      await writeAudit(inner, {
        action: "parties.create",
        entity: "party",
        entityId: partyId,
        after: { ...auditView(record), hasBirthNumber: record.birthNumber !== null },
      });
      await writeFact(inner, { name: "party.created", payload: { partyId } });
      return { partyId };
    }),
  );
}

async function refuseLookAlikes(ctx: Context, tx: Tx, record: PartyRecord): Promise<void> {
  const hits = await duplicatesOf(ctx, tx, questionOf(ctx, record, null));
  const [first] = hits;
  // Equal identifiers are the unique indexes' own business: they refuse by name.
  if (!first || first.isCertain) return;
  const params = { name: first.name, count: hits.length };
  throw new DomainError("precondition", "parties.possible_duplicates", params);
}

async function insertParty(ctx: Context, tx: Tx, record: PartyRecord): Promise<number> {
  const { sql } = tx;
  const sealed = sealBirthNumber(ctx.keys, ctx.actor.tenantId, record.birthNumber);
  const row = {
    ...partyColumns(record),
    birth_number_cipher: sealed.birthNumberCipher,
    birth_number_hash: sealed.birthNumberHash,
    created_by: authorOf(ctx.actor).id,
    created_at: ctx.now,
    updated_at: ctx.now,
  };
  const [created] = await sql<{ id: number }[]>`insert into parties ${sql(row)} returning id`;
  if (!created) throw new Error("an insert returns its row");
  await sql`
    update parties set search = array_to_tsvector(${searchWordsOf(record)}::text[])
     where id = ${created.id}`;
  await writeVocabulary(tx, vocabularyOf(record));
  await writeAddresses(tx, created.id, record.addresses);
  await writeContacts(tx, created.id, { before: [], after: record.contacts });
  if (record.licences) await writeLicences(tx, created.id, record.licences);
  return created.id;
}
