export { readAccountNumber } from "./account-number";
export { type Assigned, assignMovement } from "./assign-movement";
export { correctSymbol } from "./correct-symbol";
export { countMovements, type MovementCounts } from "./count-movements";
export { deleteAccount } from "./delete-account";
export { ignoreMovement, parkMovement } from "./ignore-movement";
export { isOthersSymbol, leadingSymbol, namesOthersSymbol } from "./leading-symbol";
export { type Candidate, listCandidates } from "./list-candidates";
export { listMovements, type MovementItem } from "./list-movements";
export { listPayeeAccounts, type PayeeAccount } from "./list-payee-accounts";
export {
  type AccountItem,
  listAccounts,
  listStatements,
  type StatementItem,
} from "./list-statements";
export { type Matched, matchMovements } from "./match-movements";
export { listRules, previewRules, type RulesPreview } from "./preview-rules";
export { refuseCandidate } from "./refuse-candidate";
export { releaseMovement } from "./release-movement";
export {
  type Rematched,
  rematchClaims,
  rematchMovement,
  rematchOpen,
  rematchWaiting,
} from "./rematch";
export { reopenReversed } from "./reopen-reversed";
export { saveAccount } from "./save-account";
export { saveRules } from "./save-rules";
export { type Settlement, settleMovements } from "./settle-movements";
export { splitMovement } from "./split-movement";
export { takeMovements } from "./take-movements";
export { undoDecision } from "./undo-decision";
export { type UploadedStatements, uploadStatement } from "./upload-statement";
