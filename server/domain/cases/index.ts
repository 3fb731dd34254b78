export { addCaseParty } from "./add-case-party";
export { archiveCases } from "./archive-cases";
export { assignCases } from "./assign-cases";
export { caseExport } from "./case-export";
export { definitionOf, newDefinitionOf } from "./definition";
export { draftRules } from "./draft-rules";
export { expireTags } from "./expire-tags";
export { caseFacts } from "./facts";
export { roleOf } from "./field-refusal";
export { caseConditions, casesOfBirthNumber } from "./filter-sql";
export {
  type CaseDetail,
  type CasePartyItem,
  findCaseByRefNo,
  getCase,
  getCaseByRefNo,
} from "./get-case";
export { giveCases } from "./give-cases";
export { type KeptTag, keepTag, type TagPlace } from "./keep-tag";
export { type AssignmentItem, listAssignments } from "./list-assignments";
export { type CaseListItem, countCases, listCases } from "./list-cases";
export { lockCases, requireCase, type SeenCase, visibleCaseIds } from "./load";
export { type MergePreview, mergeCases, previewMerge } from "./merge-cases";
export { moveCase } from "./move-case";
export { type MoveOutcome, moveCases } from "./move-cases";
export { openCase } from "./open-case";
export { ANSWERABLE_ROLES, DEBTOR_ROLES, OWING_ROLES } from "./owing-roles";
export { diagramOf, processDiagram } from "./process-diagram";
export { listProcesses, type ProcessView } from "./process-view";
export { type CaseHit, quickSearchCases } from "./quick-search";
export { refreshCaseSearch, refreshTagCodes, refreshTimeline } from "./refresh";
export {
  caseRoute,
  countByState,
  listColleagues,
  listGroups,
  listTags,
} from "./registers";
export { removeCaseParty } from "./remove-case-party";
export { type Ruling, ruledBy } from "./ruled-by";
export { saveGroup } from "./save-group";
export { saveTag } from "./save-tag";
export { tagCases } from "./tag-cases";
export { takeAutomaticSteps } from "./take-automatic-steps";
export { caseTitle } from "./title";
export { untagCases } from "./untag-cases";
export { updateCase } from "./update-case";
export { addOwnWords, searchedCategories } from "./write-own-words";
export { writeSystemEvents } from "./write-system-event";
