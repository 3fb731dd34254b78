import * as leads from "@/server/domain/leads";
import { crmProcedure, router } from "../trpc";

/** Leads from outside: what waits, and the rules, domains and forms by which they come. */
export const leadsRouter = router({
  waiting: crmProcedure.query(({ ctx }) => leads.waitingLeads(ctx.ctx)),
  decide: crmProcedure
    .input(leads.decideLeadInput)
    .mutation(({ ctx, input }) => leads.decideLead(ctx.ctx, input)),
  quarantine: crmProcedure
    .input(leads.listQuarantineInput)
    .query(({ ctx, input }) => leads.listQuarantine(ctx.ctx, input)),
  decideSubmission: crmProcedure
    .input(leads.decideSubmissionInput)
    .mutation(({ ctx, input }) => leads.decideSubmission(ctx.ctx, input)),
  ofDeal: crmProcedure
    .input(leads.dealMailsInput)
    .query(({ ctx, input }) => leads.mailsOfDeal(ctx.ctx, input)),
  answer: crmProcedure
    .input(leads.answerLeadInput)
    .mutation(({ ctx, input }) => leads.answerLead(ctx.ctx, input)),
  figures: crmProcedure.query(({ ctx }) => leads.leadFigures(ctx.ctx)),
  rules: crmProcedure.query(({ ctx }) => leads.listLeadRules(ctx.ctx)),
  saveRule: crmProcedure
    .input(leads.saveLeadRuleInput)
    .mutation(({ ctx, input }) => leads.saveLeadRule(ctx.ctx, input)),
  deleteRule: crmProcedure
    .input(leads.leadRuleIdInput)
    .mutation(({ ctx, input }) => leads.deleteLeadRule(ctx.ctx, input)),
  orderRules: crmProcedure
    .input(leads.orderLeadRulesInput)
    .mutation(({ ctx, input }) => leads.orderLeadRules(ctx.ctx, input)),
  tryRules: crmProcedure
    .input(leads.tryLeadRulesInput)
    .mutation(({ ctx, input }) => leads.tryLeadRules(ctx.ctx, input)),
  domains: crmProcedure.query(({ ctx }) => leads.listLeadDomains(ctx.ctx)),
  saveDomain: crmProcedure
    .input(leads.saveLeadDomainInput)
    .mutation(({ ctx, input }) => leads.saveLeadDomain(ctx.ctx, input)),
  deleteDomain: crmProcedure
    .input(leads.leadDomainInput)
    .mutation(({ ctx, input }) => leads.deleteLeadDomain(ctx.ctx, input)),
  forms: crmProcedure.query(({ ctx }) => leads.listLeadForms(ctx.ctx)),
  saveForm: crmProcedure
    .input(leads.saveLeadFormInput)
    .mutation(({ ctx, input }) => leads.saveLeadForm(ctx.ctx, input)),
});
