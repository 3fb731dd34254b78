import { listSweeps, runSweepNow } from "@/server/domain/clock";
import { sweepInput } from "@/server/domain/clock/inputs";
import { crmProcedure, router } from "../trpc";

export const clockRouter = router({
  list: crmProcedure.query(({ ctx }) => listSweeps(ctx.ctx)),
  runNow: crmProcedure.input(sweepInput).mutation(({ ctx, input }) => runSweepNow(ctx.ctx, input)),
});
