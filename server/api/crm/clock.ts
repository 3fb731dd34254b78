import {
  cancelRun,
  listFailures,
  listRunFunctions,
  listRuns,
  listSweeps,
  retryFailure,
  runSweepNow,
} from "@/server/domain/clock";
import { failureInput, listRunsInput, runInput, sweepInput } from "@/server/domain/clock/inputs";
import { crmProcedure, router } from "../trpc";

export const clockRouter = router({
  list: crmProcedure.query(({ ctx }) => listSweeps(ctx.ctx)),
  runNow: crmProcedure.input(sweepInput).mutation(({ ctx, input }) => runSweepNow(ctx.ctx, input)),
  failures: crmProcedure
    .input(listRunsInput.optional())
    .query(({ ctx, input }) => listFailures(ctx.ctx, input)),
  runs: crmProcedure
    .input(listRunsInput.optional())
    .query(({ ctx, input }) => listRuns(ctx.ctx, input)),
  runFunctions: crmProcedure.query(({ ctx }) => listRunFunctions(ctx.ctx)),
  retry: crmProcedure
    .input(failureInput)
    .mutation(({ ctx, input }) => retryFailure(ctx.ctx, input)),
  cancel: crmProcedure.input(runInput).mutation(({ ctx, input }) => cancelRun(ctx.ctx, input)),
});
