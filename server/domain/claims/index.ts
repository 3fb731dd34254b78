export { addCharge } from "./add-charge";
export { type BankPayment, bookBankPayments } from "./book-bank-payments";
export {
  type CaseClaims,
  type ChargeItem,
  type ClaimItem,
  type ComponentItem,
  type CurrencyTotal,
  claimsOfCase,
  type PaymentItem,
} from "./case-claims";
export { claimExport } from "./claim-export";
export { type LedgerLine, ledgerOfClaim } from "./claim-ledger";
export { createClaim } from "./create-claim";
export { principalValueOn } from "./days";
export { explainBalance } from "./explain-balance";
export { explainInterest, type InterestExplained, type InterestLine } from "./explain-interest";
export type {
  BalanceExplained,
  ExplainedClaim,
  ExplainedInterest,
  ExplainedLine,
  ExplainedOverpayment,
  ExplainedPayment,
  ExplainedType,
} from "./explained";
export { explainBalanceInput } from "./inputs";
export { type ClaimListItem, claimRows, countClaims, listClaims } from "./list-claims";
export { countPayments, listPayments, type PaymentListItem, paymentRows } from "./list-payments";
export { listProfiles, type ProfileItem } from "./list-profiles";
export { listRates, type RateItem } from "./list-rates";
export { paymentExport } from "./payment-export";
export type { PaymentPart } from "./payment-parts";
export { type InterestPreview, previewInterest } from "./preview-interest";
export { type PaymentPreview, previewPayment } from "./preview-payment";
export { reallocateCase } from "./reallocate-case";
export { type BalanceChange, type Reallocated, reallocateCases } from "./reallocate-cases";
export { type RecordedPayment, recordPayment } from "./record-payment";
export { reverseCharge } from "./reverse-charge";
export { reversePayment } from "./reverse-payment";
export { type ReversedPayments, reversePayments } from "./reverse-payments";
export { saveProfile } from "./save-profile";
export { startInterest } from "./start-interest";
export { stopInterest } from "./stop-interest";
export { correctPayments, type TakeBack, takeBack, voidClaims } from "./take-back";
