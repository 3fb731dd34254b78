import type { AddressKind } from "@/db/values/parties";
import type { MergeField } from "./inputs";

/** A row as `to_jsonb` gives it; sealed columns stay sealed ("\\x…"). */
export type JsonRow = Record<string, unknown>;

/** All that a merge changed, as it was and as it became. Stored in `party_merges.snapshot`. */
export interface MergeSnapshot {
  /** `parties` rows before. */
  kept: JsonRow;
  merged: JsonRow;
  /** `parties` row of the kept record right after. */
  keptAfter: JsonRow;
  /** Fields whose value changed on the kept record. */
  fields: MergeField[];
  /** `party_addresses` of the kept record, the kinds that changed: before (may be missing), after. */
  addressKinds: AddressKind[];
  addressesBefore: JsonRow[];
  addressesAfter: JsonRow[];
  /** `party_contacts` rows given to the kept record. */
  contactIds: number[];
  /** `party_licences` rows given to the kept record; left out by merges from before there were any. */
  licenceIds?: number[];
  /** `case_parties` rows that moved, and those that went because the kept record stood there too. */
  caseParties: { id: number; caseId: number }[];
  droppedCaseParties: JsonRow[];
  proceedingIds: number[];
  caseGroupIds: number[];
  eventIds: number[];
  /** The merged record's rows that went over to the kept one; left out by merges from before. */
  hasMovedBankAccount?: boolean;
  hasMovedContactPerson?: boolean;
  /** Left out by merges from before insolvencies went over. */
  insolvency?: InsolvencySnapshot;
}

/** What a merge changed of what is known of the kept record's insolvency. */
export interface InsolvencySnapshot {
  /** `party_insolvency` rows of the kept record that changed: before (may be missing), after. */
  statesBefore: JsonRow[];
  statesAfter: JsonRow[];
  /** `hit_verdicts` rows given to the kept record. */
  verdicts: JsonRow[];
  /** Open `case_insolvencies` rows that moved. */
  caseRowIds: number[];
  /** Those that ended: the other record has a better one there, or the debtor stood beside. */
  endedCaseRowIds: number[];
}

/** Columns behind a field; parts of one thing travel together. */
export const FIELD_COLUMNS: Record<MergeField, readonly string[]> = {
  kind: ["kind"],
  fullName: ["full_name", "titles_before", "given_name", "surname", "titles_after", "name_key"],
  birthOn: ["birth_on"],
  sex: ["sex"],
  birthNumber: ["birth_number_hash", "birth_number_cipher"],
  registrationNo: ["registration_no"],
  taxId: ["tax_id"],
  legalForm: ["legal_form"],
  shortName: ["short_name"],
  vatId: ["vat_id"],
  inn: ["inn"],
  kpp: ["kpp"],
  ogrn: ["ogrn"],
  fileMark: ["file_mark"],
  country: ["country"],
  dataBoxId: ["data_box_id"],
  web: ["web"],
  otherId: ["other_id"],
  note: ["note"],
};

/** The column that tells whether a field still says the same; a seal differs each time it is made. */
export const leadingColumn = (field: MergeField): string => FIELD_COLUMNS[field][0] ?? field;
