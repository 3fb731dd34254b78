import * as processes from "@/server/domain/processes";
import * as inputs from "@/server/domain/processes/inputs";
import { crmProcedure, router } from "../trpc";

export const processesRouter = router({
  caseNext: crmProcedure
    .input(inputs.caseNextInput)
    .query(({ ctx, input }) => processes.caseNext(ctx.ctx, input)),
  picture: crmProcedure
    .input(inputs.pictureInput)
    .query(({ ctx, input }) => processes.processPicture(ctx.ctx, input)),
});
