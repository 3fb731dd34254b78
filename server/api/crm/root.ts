import { createCallerFactory, router } from "../trpc";
import { accessRouter } from "./access";
import { auditRouter } from "./audit";
import { bankRouter } from "./bank";
import { boardsRouter } from "./boards";
import { casesRouter } from "./cases";
import { channelsRouter } from "./channels";
import { claimsRouter } from "./claims";
import { clockRouter } from "./clock";
import { collegialRouter } from "./collegial";
import { configurationRouter } from "./configuration";
import { dunningRouter } from "./dunning";
import { feedsRouter } from "./feeds";
import { helpRouter } from "./help";
import { importsRouter } from "./imports";
import { instalmentsRouter } from "./instalments";
import { leadsRouter } from "./leads";
import { listsRouter } from "./lists";
import { mailsRouter } from "./mails";
import { messagesRouter } from "./messages";
import { modulesRouter } from "./modules";
import { organisationsRouter } from "./organisations";
import { partiesRouter } from "./parties";
import { paymentCodesRouter } from "./payment-codes";
import { pocketRouter } from "./pocket";
import { portalRouter } from "./portal";
import { proceedingsRouter } from "./proceedings";
import { processesRouter } from "./processes";
import { registersRouter } from "./registers";
import { reportsRouter } from "./reports";
import { requestMailsRouter } from "./request-mails";
import { requestsRouter } from "./requests";
import { templatesRouter } from "./templates";
import { tenantRouter } from "./tenant";
import { timelineRouter } from "./timeline";
import { triggersRouter } from "./triggers";

/** Everything an operator's browser may ask. A room adds its own line. */
export const crmRouter = router({
  access: accessRouter,
  audit: auditRouter,
  bank: bankRouter,
  boards: boardsRouter,
  cases: casesRouter,
  channels: channelsRouter,
  claims: claimsRouter,
  clock: clockRouter,
  collegial: collegialRouter,
  configuration: configurationRouter,
  dunning: dunningRouter,
  feeds: feedsRouter,
  help: helpRouter,
  imports: importsRouter,
  instalments: instalmentsRouter,
  leads: leadsRouter,
  lists: listsRouter,
  mails: mailsRouter,
  messages: messagesRouter,
  modules: modulesRouter,
  parties: partiesRouter,
  paymentCodes: paymentCodesRouter,
  pocket: pocketRouter,
  organisations: organisationsRouter,
  portal: portalRouter,
  proceedings: proceedingsRouter,
  processes: processesRouter,
  registers: registersRouter,
  reports: reportsRouter,
  requestMails: requestMailsRouter,
  requests: requestsRouter,
  templates: templatesRouter,
  tenant: tenantRouter,
  timeline: timelineRouter,
  triggers: triggersRouter,
});
export type CrmRouter = typeof crmRouter;

/** For server components: the same procedures, called in process. */
export const createCrmCaller = createCallerFactory(crmRouter);
