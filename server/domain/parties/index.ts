export { type AddressRecord, addressKey, isHouseKey, postalAddress, townKey } from "./address";
export { type SealedBirthNumber, sealBirthNumber } from "./birth-number";
export { createParty } from "./create-party";
export { duplicateMatches } from "./duplicate-matches";
export { type DuplicateReason, duplicateReason, isCertain, maskName } from "./duplicate-rule";
export { type DuplicateHit, findDuplicates } from "./duplicates";
export { eraseParty } from "./erase-party";
export { partyConditions } from "./filter-sql";
export { getParty, type PartyCard, type PartyCase } from "./get-party";
export { FIAS_CODE } from "./inputs";
export {
  countParties,
  listParties,
  matchingPartyIds,
  type PartyListItem,
  partiesByIds,
} from "./list-parties";
export { mergeParties } from "./merge-parties";
export {
  type ContactRecord,
  companyKey,
  type FieldFinding,
  type PartyRecord,
  readParty,
  vatText,
} from "./party";
export { partyExport } from "./party-export";
export { type MergePreview, previewMerge } from "./preview-merge";
export { type PartyHit, quickSearchParties } from "./quick-search";
export { partiesCatchingUp, refreshPartyCases } from "./refresh-cases";
export { requireVisibleParties } from "./require-visible";
export { revealBirthNumber } from "./reveal-birth-number";
export { type DuplicateGroup, type DuplicateMember, scanDuplicates } from "./scan-duplicates";
export {
  BIRTH_NUMBER_SEARCHES_PER_HOUR_MAX,
  noteQuestion,
  searchedBirthNumber,
  searching,
} from "./search-by-birth-number";
export { searchWordsOf, vocabularyOf } from "./search-words";
export { type Insolvent, insolventOf, requireSolvent } from "./solvency";
export { undoMerge } from "./undo-merge";
export { updateParty } from "./update-party";
export { seesAll, visibleParty } from "./visible";
export { writeVocabulary } from "./write-record";
