export { addCharge } from "./add-charge";
export { agreeSettlement } from "./agree-settlement";
export { assignClaims } from "./assign-claims";
export { bearInterest } from "./bear-interest";
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
export { chargeFlatCosts } from "./charge-flat-costs";
export { chargeNoticeFees, type NoticeFee } from "./charge-notice-fees";
export { claimExport } from "./claim-export";
export { type LedgerLine, ledgerOfClaim } from "./claim-ledger";
export { type Concessions, concessionsOfCase } from "./concessions-of-case";
export { createClaim } from "./create-claim";
export { principalValueOn } from "./days";
export { endSettlements } from "./end-settlements";
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
export { claimGrownSql, grownSql } from "./interest-positions";
export { type CurrencyLaw, type LawOfCase, type LawStatement, lawOfCase } from "./law-of-case";
export { type ClaimListItem, claimRows, countClaims, listClaims } from "./list-claims";
export { countPayments, listPayments, type PaymentListItem, paymentRows } from "./list-payments";
export { listProfiles, type ProfileItem } from "./list-profiles";
export { listRates, type RateItem } from "./list-rates";
export { listRules, type RuleItem } from "./list-rules";
export { lowerClaim } from "./lower-claim";
export { moveSurplus, returnSurplus } from "./move-surplus";
export { type Fragment, narrowByCases } from "./narrow";
export { orderByLaw } from "./order-by-law";
export { overrideRule } from "./override-rule";
export { followTagEffect, pauseInterest } from "./pause-interest";
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
export { rollInterest } from "./roll-interest";
export { type InterestRuleItem, listInterestRules, saveInterestRule } from "./save-interest-rule";
export { saveProfile } from "./save-profile";
export { saveRate } from "./save-rate";
export { startInterest } from "./start-interest";
export { startInterests } from "./start-interests";
export { stateLaw } from "./state-law";
export { stopInterest } from "./stop-interest";
export { type ClaimsSum, sumClaims } from "./sum-claims";
export { correctPayments, type TakeBack, takeBack, voidClaims } from "./take-back";
export { undoAct } from "./undo-act";
export { undoAssignment } from "./undo-assignment";
export { undoSurplus } from "./undo-surplus";
export { withdrawSettlement } from "./withdraw-settlement";
