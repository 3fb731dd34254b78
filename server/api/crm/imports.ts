import * as imports from "@/server/domain/imports";
import * as inputs from "@/server/domain/imports/inputs";
import { crmProcedure, router } from "../trpc";

/** Workbooks themselves travel outside tRPC, see import-files.ts. */
export const importsRouter = router({
  list: crmProcedure
    .input(inputs.listImportsInput)
    .query(({ ctx, input }) => imports.listImports(ctx.ctx, input)),
  get: crmProcedure
    .input(inputs.importIdInput)
    .query(({ ctx, input }) => imports.getImport(ctx.ctx, input)),
  choices: crmProcedure.query(({ ctx }) => imports.importChoices(ctx.ctx)),
  findings: crmProcedure
    .input(inputs.listFindingsInput)
    .query(({ ctx, input }) => imports.listFindings(ctx.ctx, input)),
  findingGroups: crmProcedure
    .input(inputs.importIdInput)
    .query(({ ctx, input }) => imports.findingGroups(ctx.ctx, input)),
  undoBlockers: crmProcedure
    .input(inputs.importIdInput)
    .query(({ ctx, input }) => imports.undoBlockers(ctx.ctx, input)),
  chooseSheet: crmProcedure
    .input(inputs.chooseSheetInput)
    .mutation(({ ctx, input }) => imports.chooseSheet(ctx.ctx, input)),
  map: crmProcedure
    .input(inputs.mapImportInput)
    .mutation(({ ctx, input }) => imports.mapImport(ctx.ctx, input)),
  check: crmProcedure
    .input(inputs.importIdInput)
    .mutation(({ ctx, input }) => imports.requestCheck(ctx.ctx, input)),
  publish: crmProcedure
    .input(inputs.importIdInput)
    .mutation(({ ctx, input }) => imports.requestPublish(ctx.ctx, input)),
  undo: crmProcedure
    .input(inputs.importIdInput)
    .mutation(({ ctx, input }) => imports.requestUndo(ctx.ctx, input)),
  delete: crmProcedure
    .input(inputs.importIdInput)
    .mutation(({ ctx, input }) => imports.deleteImport(ctx.ctx, input)),
});
