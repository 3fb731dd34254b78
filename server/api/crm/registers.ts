import * as registers from "@/server/domain/registers";
import * as inputs from "@/server/domain/registers/inputs";
import { crmProcedure, router } from "../trpc";

export const registersRouter = router({
  list: crmProcedure
    .input(inputs.listScreeningsInput)
    .query(({ ctx, input }) => registers.listScreenings(ctx.ctx, input)),
  /** A mutation, because looking is written down. */
  get: crmProcedure
    .input(inputs.screeningIdInput)
    .mutation(({ ctx, input }) => registers.getScreening(ctx.ctx, input)),
  check: crmProcedure
    .input(inputs.checkPartyInput.omit({ marks: true }))
    .mutation(({ ctx, input }) => registers.checkParty(ctx.ctx, input)),
  /** Asks a register, or says what the log of look-ups still says; written down, so a mutation. */
  lookUpCompany: crmProcedure
    .input(inputs.lookUpCompanyInput)
    .mutation(({ ctx, input }) => registers.lookUpCompany(ctx.ctx, input)),
  findCompanies: crmProcedure
    .input(inputs.findCompaniesInput)
    .mutation(({ ctx, input }) => registers.findCompanies(ctx.ctx, input)),
  lookUpVat: crmProcedure
    .input(inputs.lookUpVatInput)
    .mutation(({ ctx, input }) => registers.lookUpVat(ctx.ctx, input)),
  noteLookup: crmProcedure
    .input(inputs.noteLookupInput)
    .mutation(({ ctx, input }) => registers.noteLookup(ctx.ctx, input)),
  checkAddresses: crmProcedure.mutation(({ ctx }) => registers.checkAddresses(ctx.ctx)),
  judge: crmProcedure
    .input(inputs.judgeHitInput)
    .mutation(({ ctx, input }) => registers.judgeHit(ctx.ctx, input)),
  process: crmProcedure
    .input(inputs.processScreeningsInput)
    .mutation(({ ctx, input }) => registers.processScreenings(ctx.ctx, input)),
  /** What waits for a person. */
  counts: crmProcedure.query(({ ctx }) => registers.countOpenHits(ctx.ctx)),
  gate: crmProcedure
    .input(inputs.gateInput)
    .query(({ ctx, input }) => registers.gate(ctx.ctx, input)),
  insolvency: crmProcedure
    .input(inputs.listInsolvencyInput)
    .query(({ ctx, input }) => registers.listInsolvency(ctx.ctx, input)),
  costs: crmProcedure.query(({ ctx }) => registers.listCosts(ctx.ctx)),
  lookers: crmProcedure.query(({ ctx }) => registers.listLookers(ctx.ctx)),
  startBulk: crmProcedure
    .input(inputs.startBulkCheckInput)
    .mutation(({ ctx, input }) => registers.startBulkCheck(ctx.ctx, input)),
  cancelBulk: crmProcedure
    .input(inputs.runIdInput)
    .mutation(({ ctx, input }) => registers.cancelBulkCheck(ctx.ctx, input)),
  bulks: crmProcedure
    .input(inputs.listRunsInput)
    .query(({ ctx, input }) => registers.listBulkChecks(ctx.ctx, input)),
  bulk: crmProcedure
    .input(inputs.runIdInput)
    .query(({ ctx, input }) => registers.getBulkCheck(ctx.ctx, input)),
  bulkChanges: crmProcedure
    .input(inputs.listRunChangesInput)
    .query(({ ctx, input }) => registers.listBulkChanges(ctx.ctx, input)),
  ofCase: crmProcedure
    .input(inputs.caseInsolvenciesInput)
    .query(({ ctx, input }) => registers.listCaseInsolvencies(ctx.ctx, input)),
  writeApplication: crmProcedure
    .input(inputs.writeApplicationInput)
    .mutation(({ ctx, input }) => registers.writeClaimApplication(ctx.ctx, input)),
  services: crmProcedure.query(({ ctx }) => registers.listServices(ctx.ctx)),
  saveService: crmProcedure
    .input(inputs.saveServiceInput)
    .mutation(({ ctx, input }) => registers.saveService(ctx.ctx, input)),
  feeds: crmProcedure.query(({ ctx }) => registers.listFeeds(ctx.ctx)),
  settings: crmProcedure.query(({ ctx }) => registers.getInsolvencySettings(ctx.ctx)),
  saveSettings: crmProcedure
    .input(inputs.saveInsolvencySettingsInput)
    .mutation(({ ctx, input }) => registers.saveInsolvencySettings(ctx.ctx, input)),
  statuses: crmProcedure.query(({ ctx }) => registers.listDebtorStatuses(ctx.ctx)),
  saveStatus: crmProcedure
    .input(inputs.saveDebtorStatusInput)
    .mutation(({ ctx, input }) => registers.saveDebtorStatus(ctx.ctx, input)),
  deleteStatus: crmProcedure
    .input(inputs.deleteDebtorStatusInput)
    .mutation(({ ctx, input }) => registers.deleteDebtorStatus(ctx.ctx, input)),
});
