export { bookSchedules, type ScheduleToBook } from "./book-schedules";
export { cancelPromise } from "./cancel-promise";
export { cancelSchedule } from "./cancel-schedule";
export {
  type CaseSchedules,
  type DrawnPart,
  type InstalmentItem,
  type PromiseItem,
  type ScheduleItem,
  schedulesOfCase,
} from "./case-schedules";
export { casesOfImport } from "./cases-of-import";
export { type CreatedSchedule, createSchedule } from "./create-schedule";
export { countPromises, listPromises, type PromiseListItem } from "./list-promises";
export { countSchedules, listSchedules, type ScheduleListItem } from "./list-schedules";
export { listSettings, type ScheduleSetting } from "./list-settings";
export { makePromise } from "./make-promise";
export { type PlannedInstalment, planInstalments } from "./plan";
export { previewSchedule } from "./preview-schedule";
export { refreshAgreements } from "./refresh-agreements";
export { removeSettings, saveSettings } from "./save-settings";
export { takeSchedulesBack } from "./take-schedules-back";
export { watchAgreements } from "./watch-agreements";
