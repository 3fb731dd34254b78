import * as proceedings from "@/server/domain/proceedings";
import * as inputs from "@/server/domain/proceedings/inputs";
import { crmProcedure, router } from "../trpc";

export const proceedingsRouter = router({
  ofCase: crmProcedure
    .input(inputs.proceedingsOfCaseInput)
    .query(({ ctx, input }) => proceedings.proceedingsOfCase(ctx.ctx, input)),
  list: crmProcedure
    .input(inputs.listProceedingsInput)
    .query(({ ctx, input }) => proceedings.listProceedings(ctx.ctx, input)),
  save: crmProcedure
    .input(inputs.saveProceedingInput)
    .mutation(({ ctx, input }) => proceedings.saveProceeding(ctx.ctx, input)),
  delete: crmProcedure
    .input(inputs.proceedingIdInput)
    .mutation(({ ctx, input }) => proceedings.deleteProceeding(ctx.ctx, input)),
});
