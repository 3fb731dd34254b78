import { createCallerFactory, router } from "../trpc";
import { accessRouter } from "./access";
import { auditRouter } from "./audit";
import { tenantRouter } from "./tenant";

/** Everything an operator's browser may ask. A room adds its own line. */
export const crmRouter = router({
  access: accessRouter,
  audit: auditRouter,
  tenant: tenantRouter,
});
export type CrmRouter = typeof crmRouter;

/** For server components: the same procedures, called in process. */
export const createCrmCaller = createCallerFactory(crmRouter);
