export { type CatalogueEntry, catalogueOf } from "./catalogue";
export { isExact } from "./exact";
export { itemsOf } from "./items-of";
export { SOURCE_LENGTH_MAX } from "./limits";
export { termAt } from "./names";
export { moneyInWords } from "./number-words/money-in-words";
export { numberInWords } from "./number-words/number-in-words";
export { parseTag } from "./parse-tag";
export { type Printed, printTag } from "./print-tag";
export type { TagProblem } from "./problem";
export { guessSex, type NameParts, type Sex, sexOfText } from "./salutation/guess-sex";
export { type Addressee, salutationOf, vocativeNameOf } from "./salutation/salutation";
export { type TitledAddressee, titledSalutationOf } from "./salutation/titled-salutation";
export { type NamePart, vocativeOf } from "./salutation/vocative";
export type { Scope } from "./scope";
export {
  SMS_CAPACITY,
  type SmsEncoding,
  type SmsLength,
  smsLength,
  stripDiacritics,
} from "./sms-length";
export {
  standardVocabulary,
  type VocabularyField,
  type VocabularyNames,
  type VocabularyRole,
  type VocabularySource,
  writtenName,
} from "./standard/standard-vocabulary";
export { suggest } from "./suggest";
export { listsOf, pathsOf, type Tag, type TagKind } from "./tag";
export { testTag } from "./test-tag";
export { EMPTY, type Group, type List, TERM_KINDS, type TermKind, type Value } from "./value";
export type { Term, Vocabulary } from "./vocabulary";
