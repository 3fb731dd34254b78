export { type LeadFormItem, listLeadForms, saveLeadForm } from "./forms/save-form";
export * from "./inputs";
export { answerLead } from "./mail/answer-lead";
export { decideLead } from "./mail/decide-lead";
export { type LeadFigures, leadFigures } from "./mail/lead-figures";
export { type DealMails, mailsOfDeal, type WaitingLead, waitingLeads } from "./mail/lead-mails";
export { takeLead } from "./mail/take-lead";
export {
  deleteLeadDomain,
  type LeadDomain,
  listLeadDomains,
  saveLeadDomain,
} from "./rules/domains";
export {
  deleteLeadRule,
  type LeadRuleItem,
  listLeadRules,
  orderLeadRules,
  saveLeadRule,
  type TriedRules,
  tryLeadRules,
} from "./rules/save-rules";
export { forgetSubmissions } from "./web/forget-submissions";
export { findLeadDoor, type LeadDoor, leadChallenge } from "./web/lead-door";
export { decideSubmission, listQuarantine, type QuarantinedItem } from "./web/quarantine";
export { keptInputs, OWN_INPUTS } from "./web/read-submission";
export { type Submission, takeSubmission } from "./web/take-submission";
