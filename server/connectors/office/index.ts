export { findOffice, installedOffice } from "./find-office";
export {
  type InstalledOffice,
  OFFICE_REASONS,
  type Office,
  type OfficeAnswer,
  type OfficeDocument,
  type OfficeOptions,
  type OfficeReason,
  type OfficeSettings,
} from "./office";
