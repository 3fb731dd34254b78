import * as reports from "@/server/domain/reports";
import * as inputs from "@/server/domain/reports/inputs";
import { crmProcedure, router } from "../trpc";

export const reportsRouter = router({
  pipeline: crmProcedure
    .input(inputs.pipelineInput)
    .query(({ ctx, input }) => reports.pipelineReport(ctx.ctx, input)),
});
