export { caseNext, type NextWay } from "./case-next";
export { type ProcessPicture, pictureOf, processPicture } from "./picture";
export { activateDraft, listVersions, type VersionItem } from "./versions/activate-draft";
export type { Problem } from "./versions/course";
export type { Difference } from "./versions/difference";
export {
  type DraftView,
  discardDraft,
  exportYaml,
  importDraft,
  openDraft,
  readDraft,
  saveDraft,
} from "./versions/drafts";
export { migrateCases, migrationPlan } from "./versions/migrate-cases";
export { tryDraft } from "./versions/try-draft";
