import { z } from "zod";
import * as cases from "@/server/domain/cases";
import * as inputs from "@/server/domain/cases/inputs";
import { crmProcedure, router } from "../trpc";

export const casesRouter = router({
  list: crmProcedure
    .input(inputs.listCasesInput)
    .query(({ ctx, input }) => cases.listCases(ctx.ctx, input)),
  count: crmProcedure
    .input(inputs.countCasesInput)
    .query(({ ctx, input }) => cases.countCases(ctx.ctx, input)),
  get: crmProcedure
    .input(inputs.caseIdInput)
    .query(({ ctx, input }) => cases.getCase(ctx.ctx, input)),
  quickSearch: crmProcedure
    .input(inputs.quickSearchCasesInput)
    .query(({ ctx, input }) => cases.quickSearchCases(ctx.ctx, input)),
  findByRefNo: crmProcedure
    .input(inputs.refNoInput)
    .query(({ ctx, input }) => cases.findCaseByRefNo(ctx.ctx, input)),
  route: crmProcedure
    .input(inputs.caseIdInput)
    .query(({ ctx, input }) => cases.caseRoute(ctx.ctx, input)),
  processes: crmProcedure
    .input(inputs.processesInput)
    .query(({ ctx, input }) => cases.listProcesses(ctx.ctx, input)),
  diagram: crmProcedure
    .input(inputs.processDiagramInput)
    .query(({ ctx, input }) => cases.processDiagram(ctx.ctx, input)),
  draftRules: crmProcedure
    .input(inputs.draftRulesInput)
    .query(({ ctx, input }) => cases.draftRules(ctx.ctx, input)),
  countByState: crmProcedure
    .input(z.object({ category: z.string().max(60) }))
    .query(({ ctx, input }) => cases.countByState(ctx.ctx, input)),
  groups: crmProcedure.query(({ ctx }) => cases.listGroups(ctx.ctx)),
  tags: crmProcedure.query(({ ctx }) => cases.listTags(ctx.ctx)),
  colleagues: crmProcedure.query(({ ctx }) => cases.listColleagues(ctx.ctx)),
  open: crmProcedure
    .input(inputs.openCaseInput)
    .mutation(({ ctx, input }) => cases.openCase(ctx.ctx, input)),
  update: crmProcedure
    .input(inputs.updateCaseInput)
    .mutation(({ ctx, input }) => cases.updateCase(ctx.ctx, input)),
  move: crmProcedure
    .input(inputs.moveCaseInput)
    .mutation(({ ctx, input }) => cases.moveCase(ctx.ctx, input)),
  assign: crmProcedure
    .input(inputs.assignCasesInput)
    .mutation(({ ctx, input }) => cases.assignCases(ctx.ctx, input)),
  archive: crmProcedure
    .input(inputs.archiveCasesInput)
    .mutation(({ ctx, input }) => cases.archiveCases(ctx.ctx, input)),
  addParty: crmProcedure
    .input(inputs.addCasePartyInput)
    .mutation(({ ctx, input }) => cases.addCaseParty(ctx.ctx, input)),
  removeParty: crmProcedure
    .input(inputs.removeCasePartyInput)
    .mutation(({ ctx, input }) => cases.removeCaseParty(ctx.ctx, input)),
  assignments: crmProcedure
    .input(inputs.listAssignmentsInput)
    .query(({ ctx, input }) => cases.listAssignments(ctx.ctx, input)),
  previewMerge: crmProcedure
    .input(inputs.mergeCasesInput)
    .query(({ ctx, input }) => cases.previewMerge(ctx.ctx, input)),
  merge: crmProcedure
    .input(inputs.mergeCasesInput)
    .mutation(({ ctx, input }) => cases.mergeCases(ctx.ctx, input)),
  saveGroup: crmProcedure
    .input(inputs.saveGroupInput)
    .mutation(({ ctx, input }) => cases.saveGroup(ctx.ctx, input)),
  saveTag: crmProcedure
    .input(inputs.saveTagInput)
    .mutation(({ ctx, input }) => cases.saveTag(ctx.ctx, input)),
  tag: crmProcedure
    .input(inputs.tagCasesInput)
    .mutation(({ ctx, input }) => cases.tagCases(ctx.ctx, input)),
  untag: crmProcedure
    .input(inputs.untagCasesInput)
    .mutation(({ ctx, input }) => cases.untagCases(ctx.ctx, input)),
});
