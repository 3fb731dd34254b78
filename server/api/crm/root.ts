import { createCallerFactory, router } from "../trpc";
import { accessRouter } from "./access";

/** Everything an operator's browser may ask. A room adds its own line. */
export const crmRouter = router({
  access: accessRouter,
});
export type CrmRouter = typeof crmRouter;

/** For server components: the same procedures, called in process. */
export const createCrmCaller = createCallerFactory(crmRouter);
