import * as lists from "@/server/domain/lists";
import * as inputs from "@/server/domain/lists/inputs";
import { crmProcedure, router } from "../trpc";

export const listsRouter = router({
  views: crmProcedure
    .input(inputs.listViewsInput)
    .query(({ ctx, input }) => lists.listViews(ctx.ctx, input)),
  saveView: crmProcedure
    .input(inputs.saveViewInput)
    .mutation(({ ctx, input }) => lists.saveView(ctx.ctx, input)),
  deleteView: crmProcedure
    .input(inputs.viewIdInput)
    .mutation(({ ctx, input }) => lists.deleteView(ctx.ctx, input)),
  // Whoever searches by a person's name leaves a line in the audit, so it is no query.
  foretellMessage: crmProcedure
    .input(inputs.foretellMessageInput)
    .mutation(({ ctx, input }) => lists.foretellBulkMessage(ctx.ctx, input)),
  startBulk: crmProcedure
    .input(inputs.startBulkActionInput)
    .mutation(({ ctx, input }) => lists.startBulkAction(ctx.ctx, input)),
  cancelBulk: crmProcedure
    .input(inputs.bulkActionIdInput)
    .mutation(({ ctx, input }) => lists.cancelBulkAction(ctx.ctx, input)),
  bulk: crmProcedure
    .input(inputs.bulkActionIdInput)
    .query(({ ctx, input }) => lists.getBulkAction(ctx.ctx, input)),
  bulkActions: crmProcedure
    .input(inputs.bulkActionsInput)
    .query(({ ctx, input }) => lists.listBulkActions(ctx.ctx, input)),
  bulkOutcomes: crmProcedure
    .input(inputs.listBulkOutcomesInput)
    .query(({ ctx, input }) => lists.listBulkOutcomes(ctx.ctx, input)),
});
