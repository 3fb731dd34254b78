export { type AccountNumber, accountOf, isNationalAccount } from "./account";
export { type ChainLink, chainFindings } from "./chain";
export { cutStatements, type FilePiece } from "./cut-statements";
export { type DetectedStatement, detectStatement } from "./detect";
export { askFio, FIO_REST_SECONDS, type FioAnswer } from "./fio/ask-fio";
export { ibanOf } from "./iban";
export { openStatements, type StatementOptions } from "./open-statements";
export {
  BANK_FINDINGS,
  BANK_REASONS,
  type BankReason,
  type RefusedAt,
  StatementRefusal,
} from "./refusal";
export {
  type BankMovement,
  plainMovement,
  STATEMENT_ENCODINGS,
  STATEMENT_FORMATS,
  type StatementEncoding,
  type StatementEnd,
  type StatementFormat,
  type StatementHead,
  type StatementPart,
} from "./statement";
