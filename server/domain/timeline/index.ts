export { addCallForm } from "./add-call-form";
export { addDocument, type NewDocument } from "./add-document";
export { addEvent } from "./add-event";
export { addNote } from "./add-note";
export { addTask } from "./add-task";
export { addTasks, type NewTask } from "./add-tasks";
export { addWork } from "./add-work";
export { deleteEvent } from "./delete-event";
export { distributeTasks, reassignTasks } from "./distribute-tasks";
export { editEvent } from "./edit-event";
export {
  countListedTasks,
  countTasks,
  listTasks,
  type TaskCounts,
  type TaskItem,
  taskRows,
  workload,
} from "./list-tasks";
export { listOpenTasks, listTimeline, type TimelineItem } from "./list-timeline";
export { markDispatchProof } from "./mark-dispatch-proof";
export { markPresence } from "./mark-presence";
export { endOfficeTask, listOfficeTasks, type OfficeTask, raiseOfficeTask } from "./office-tasks";
export { type Passing, passTasks } from "./pass-tasks";
export { readDocument } from "./read-document";
export { rescheduleTasks } from "./reschedule-tasks";
export { resolveTask } from "./resolve-task";
export { resolveTasks } from "./resolve-tasks";
export { snoozeTask } from "./snooze-task";
export { snoozeTasks } from "./snooze-tasks";
export { taskExport } from "./task-export";
