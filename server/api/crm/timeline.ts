import * as timeline from "@/server/domain/timeline";
import * as inputs from "@/server/domain/timeline/inputs";
import { crmProcedure, router } from "../trpc";

export const timelineRouter = router({
  list: crmProcedure
    .input(inputs.timelineInput)
    .query(({ ctx, input }) => timeline.listTimeline(ctx.ctx, input)),
  tasks: crmProcedure
    .input(inputs.listTasksInput)
    .query(({ ctx, input }) => timeline.listTasks(ctx.ctx, input)),
  officeTasks: crmProcedure
    .input(inputs.officeTasksInput)
    .query(({ ctx, input }) => timeline.listOfficeTasks(ctx.ctx, input)),
  taskTotal: crmProcedure
    .input(inputs.taskFilter)
    .query(({ ctx, input }) => timeline.countListedTasks(ctx.ctx, input)),
  openTasks: crmProcedure
    .input(inputs.openTasksInput)
    .query(({ ctx, input }) => timeline.listOpenTasks(ctx.ctx, input)),
  taskCounts: crmProcedure
    .input(inputs.countTasksInput)
    .query(({ ctx, input }) => timeline.countTasks(ctx.ctx, input)),
  workload: crmProcedure.query(({ ctx }) => timeline.workload(ctx.ctx)),
  addNote: crmProcedure
    .input(inputs.addNoteInput)
    .mutation(({ ctx, input }) => timeline.addNote(ctx.ctx, input)),
  addTask: crmProcedure
    .input(inputs.addTaskInput)
    .mutation(({ ctx, input }) => timeline.addTask(ctx.ctx, input)),
  addWork: crmProcedure
    .input(inputs.addWorkInput)
    .mutation(({ ctx, input }) => timeline.addWork(ctx.ctx, input)),
  addCallForm: crmProcedure
    .input(inputs.addCallFormInput)
    .mutation(({ ctx, input }) => timeline.addCallForm(ctx.ctx, input)),
  edit: crmProcedure
    .input(inputs.editEventInput)
    .mutation(({ ctx, input }) => timeline.editEvent(ctx.ctx, input)),
  markDispatchProof: crmProcedure
    .input(inputs.markDispatchProofInput)
    .mutation(({ ctx, input }) => timeline.markDispatchProof(ctx.ctx, input)),
  delete: crmProcedure
    .input(inputs.deleteEventInput)
    .mutation(({ ctx, input }) => timeline.deleteEvent(ctx.ctx, input)),
  resolveTask: crmProcedure
    .input(inputs.resolveTaskInput)
    .mutation(({ ctx, input }) => timeline.resolveTask(ctx.ctx, input)),
  snoozeTask: crmProcedure
    .input(inputs.snoozeTaskInput)
    .mutation(({ ctx, input }) => timeline.snoozeTask(ctx.ctx, input)),
  reassign: crmProcedure
    .input(inputs.reassignTasksInput)
    .mutation(({ ctx, input }) => timeline.reassignTasks(ctx.ctx, input)),
  distribute: crmProcedure
    .input(inputs.distributeTasksInput)
    .mutation(({ ctx, input }) => timeline.distributeTasks(ctx.ctx, input)),
  markPresence: crmProcedure
    .input(inputs.markPresenceInput)
    .mutation(({ ctx, input }) => timeline.markPresence(ctx.ctx, input)),
});
