export { assignMovement } from "./assign-movement";
export { deleteAccount } from "./delete-account";
export { ignoreMovement } from "./ignore-movement";
export { countMovements, listMovements, type MovementItem } from "./list-movements";
export {
  type AccountItem,
  listAccounts,
  listStatements,
  type StatementItem,
} from "./list-statements";
export { type Matched, matchMovements } from "./match-movements";
export { releaseMovement } from "./release-movement";
export { reopenReversed } from "./reopen-reversed";
export { saveAccount } from "./save-account";
export { type Settlement, settleMovements } from "./settle-movements";
export { takeMovements } from "./take-movements";
export { type UploadedStatements, uploadStatement } from "./upload-statement";
