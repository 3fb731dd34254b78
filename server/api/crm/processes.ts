import * as processes from "@/server/domain/processes";
import * as inputs from "@/server/domain/processes/inputs";
import { crmProcedure, router } from "../trpc";

export const processesRouter = router({
  versions: crmProcedure
    .input(inputs.categoryInput)
    .query(({ ctx, input }) => processes.listVersions(ctx.ctx, input)),
  draft: crmProcedure
    .input(inputs.categoryLanguageInput)
    .query(({ ctx, input }) => processes.readDraft(ctx.ctx, input)),
  openDraft: crmProcedure
    .input(inputs.openDraftInput)
    .mutation(({ ctx, input }) => processes.openDraft(ctx.ctx, input)),
  saveDraft: crmProcedure
    .input(inputs.saveDraftInput)
    .mutation(({ ctx, input }) => processes.saveDraft(ctx.ctx, input)),
  importDraft: crmProcedure
    .input(inputs.importDraftInput)
    .mutation(({ ctx, input }) => processes.importDraft(ctx.ctx, input)),
  discardDraft: crmProcedure
    .input(inputs.draftRevisionInput)
    .mutation(({ ctx, input }) => processes.discardDraft(ctx.ctx, input)),
  tryDraft: crmProcedure
    .input(inputs.tryDraftInput)
    .query(({ ctx, input }) => processes.tryDraft(ctx.ctx, input)),
  activateDraft: crmProcedure
    .input(inputs.activateDraftInput)
    .mutation(({ ctx, input }) => processes.activateDraft(ctx.ctx, input)),
  migrationPlan: crmProcedure
    .input(inputs.categoryLanguageInput)
    .query(({ ctx, input }) => processes.migrationPlan(ctx.ctx, input)),
  migrate: crmProcedure
    .input(inputs.migrateCasesInput)
    .mutation(({ ctx, input }) => processes.migrateCases(ctx.ctx, input)),
  yaml: crmProcedure
    .input(inputs.exportYamlInput)
    .query(({ ctx, input }) => processes.exportYaml(ctx.ctx, input)),
  caseNext: crmProcedure
    .input(inputs.caseNextInput)
    .query(({ ctx, input }) => processes.caseNext(ctx.ctx, input)),
  picture: crmProcedure
    .input(inputs.pictureInput)
    .query(({ ctx, input }) => processes.processPicture(ctx.ctx, input)),
});
