import type { Tx } from "@/db/client";
import { authorize, type Context, inTransaction } from "../context";
import type { AddressRecord } from "./address";
import { type MergePartiesInput, mergePartiesInput } from "./inputs";
import {
  chooseAddresses,
  chooseFields,
  type FieldChoice,
  newContacts,
  newLicences,
  type Side,
} from "./merge-rule";
import { loadSides, mergeValues } from "./merge-sides";
import type { ContactRecord, LicenceRecord } from "./party";

export interface MergePreview {
  kept: { id: number; fullName: string };
  merged: { id: number; fullName: string };
  fields: FieldChoice[];
  addresses: {
    kind: AddressRecord["kind"];
    kept: AddressRecord | null;
    merged: AddressRecord | null;
    winner: Side;
  }[];
  /** Contacts that the kept record will have in addition. */
  contacts: ContactRecord[];
  /** Licences likewise. */
  licences: LicenceRecord[];
  /** What stops pointing to the merged record and points to the kept one. */
  moves: {
    cases: number;
    /** Cases where both stand in one role: one of the two entries goes. */
    casesTwice: number;
    proceedings: number;
    caseGroups: number;
    events: number;
  };
}

/** What a merge would do, without doing it. The same refusals as the merge itself. */
export async function previewMerge(ctx: Context, raw: MergePartiesInput): Promise<MergePreview> {
  authorize(ctx, "parties:merge");
  const input = mergePartiesInput.parse(raw);
  return inTransaction(ctx, async (inner, tx) => {
    const { kept, merged } = await loadSides(inner, tx, input);
    const values = { kept: mergeValues(inner, kept), merged: mergeValues(inner, merged) };
    const addresses = { kept: kept.addresses, merged: merged.addresses };
    return {
      kept: { id: kept.id, fullName: kept.fullName },
      merged: { id: merged.id, fullName: merged.fullName },
      fields: chooseFields(values, input.take),
      addresses: chooseAddresses(addresses, input.takeAddresses),
      contacts: newContacts(kept.contacts, merged.contacts),
      licences: newLicences(kept.licences, merged.licences),
      moves: await countMoves(tx, kept.id, merged.id),
    };
  });
}

async function countMoves(tx: Tx, keepId: number, mergeId: number): Promise<MergePreview["moves"]> {
  const [row] = await tx.sql<MergePreview["moves"][]>`
    select (select count(*) from case_parties where party_id = ${mergeId}) as "cases",
           (select count(*) from case_parties m join case_parties k
               on k.case_id = m.case_id and k.role = m.role and k.party_id = ${keepId}
             where m.party_id = ${mergeId}) as "casesTwice",
           (select count(*) from proceedings where authority_party_id = ${mergeId}) as "proceedings",
           (select count(*) from case_groups where creditor_party_id = ${mergeId}) as "caseGroups",
           (select count(*) from case_events e where e.party_id = ${mergeId}) as "events"`;
  return row ?? { cases: 0, casesTwice: 0, proceedings: 0, caseGroups: 0, events: 0 };
}
