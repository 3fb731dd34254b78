import * as boards from "@/server/domain/boards";
import * as inputs from "@/server/domain/boards/inputs";
import { crmProcedure, router } from "../trpc";

export const boardsRouter = router({
  get: crmProcedure
    .input(inputs.boardInput)
    .query(({ ctx, input }) => boards.getBoard(ctx.ctx, input)),
  column: crmProcedure
    .input(inputs.boardColumnInput)
    .query(({ ctx, input }) => boards.listColumn(ctx.ctx, input)),
  changes: crmProcedure
    .input(inputs.boardChangesInput)
    .query(({ ctx, input }) => boards.lookAtChanges(ctx.ctx, input)),
  move: crmProcedure
    .input(inputs.moveCardInput)
    .mutation(({ ctx, input }) => boards.moveCard(ctx.ctx, input)),
});
