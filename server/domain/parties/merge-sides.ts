import type { Tx } from "@/db/client";
import { DomainError } from "@/server/kernel/errors";
import { maskBirthNumber } from "@/server/kernel/identifiers";
import type { Context } from "../context";
import { loadParty, type StoredParty } from "./load";
import type { MergeValues } from "./merge-rule";

export interface MergeSides {
  kept: StoredParty;
  merged: StoredParty;
}

/**
 * Both records, locked in the order of their ids. Refused where numbers prove two different
 * parties: `parties.merge_two_birth_numbers`, `parties.merge_two_registration_nos`.
 */
export async function loadSides(
  ctx: Context,
  tx: Tx,
  ids: { keepId: number; mergeId: number },
): Promise<MergeSides> {
  const first = await loadParty(ctx, tx, Math.min(ids.keepId, ids.mergeId));
  const second = await loadParty(ctx, tx, Math.max(ids.keepId, ids.mergeId));
  const [kept, merged] = first.id === ids.keepId ? [first, second] : [second, first];
  const names = { kept: kept.fullName, merged: merged.fullName };
  if (kept.birthNumberHash && merged.birthNumberHash) {
    if (!kept.birthNumberHash.equals(merged.birthNumberHash)) {
      throw new DomainError("precondition", "parties.merge_two_birth_numbers", names);
    }
  }
  const isOneCountry = kept.country === merged.country;
  if (isOneCountry && kept.registrationNo && merged.registrationNo) {
    if (kept.registrationNo !== merged.registrationNo) {
      throw new DomainError("precondition", "parties.merge_two_registration_nos", names);
    }
  }
  return { kept, merged };
}

/** Values as the rule compares and the preview shows them; the birth number masked. */
export function mergeValues(ctx: Context, party: StoredParty): MergeValues {
  const { birthNumberCipher } = party;
  return {
    kind: party.kind,
    fullName: party.fullName,
    birthOn: party.birthOn,
    sex: party.sex,
    birthNumber: birthNumberCipher ? maskBirthNumber(ctx.keys.open(birthNumberCipher)) : null,
    registrationNo: party.registrationNo,
    taxId: party.taxId,
    legalForm: party.legalForm,
    shortName: party.shortName,
    vatId: party.vatId,
    inn: party.inn,
    kpp: party.kpp,
    ogrn: party.ogrn,
    fileMark: party.fileMark,
    country: party.country,
    dataBoxId: party.dataBoxId,
    web: party.web,
    otherId: party.otherId,
    note: party.note,
  };
}
