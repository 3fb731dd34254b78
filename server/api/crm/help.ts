import {
  checksState,
  getManual,
  listScenarios,
  manualInput,
  savedResults,
  startChecks,
  stopChecks,
} from "@/server/domain/help";
import { crmProcedure, router } from "../trpc";

/** About the program itself; manuals and drawings are for everybody, results for administrators. */
export const helpRouter = router({
  manual: crmProcedure
    .input(manualInput)
    .query(({ ctx, input }) => getManual(input.role, ctx.ctx.actor.language)),
  scenarios: crmProcedure.query(({ ctx }) => listScenarios(ctx.ctx.actor.language)),
  results: crmProcedure.query(({ ctx }) => savedResults(ctx.ctx)),
  checks: crmProcedure.query(({ ctx }) => checksState(ctx.ctx)),
  startChecks: crmProcedure.mutation(({ ctx }) => startChecks(ctx.ctx)),
  stopChecks: crmProcedure.mutation(({ ctx }) => stopChecks(ctx.ctx)),
});
