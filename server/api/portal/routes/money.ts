import {
  myCase,
  myCaseInput,
  myCases,
  myCasesInput,
  myPaymentCode,
  myPaymentCodeInput,
  planInput,
  promisePayment,
  promisePaymentInput,
  showPlan,
  takePlan,
  takePlanInput,
} from "@/server/domain/portal";
import { caseProcedure, clientProcedure } from "../trpc";

/** Cases, what is owed of them, and what a client undertakes. */
export const money = {
  myCases: clientProcedure
    .input(myCasesInput.prefault({}))
    .query(({ ctx, input }) => myCases(ctx.ctx, input)),
  myCase: caseProcedure.input(myCaseInput).query(({ ctx, input }) => myCase(ctx.ctx, input)),
  myPaymentCode: caseProcedure
    .input(myPaymentCodeInput)
    .query(({ ctx, input }) => myPaymentCode(ctx.ctx, input)),
  promisePayment: caseProcedure
    .input(promisePaymentInput)
    .mutation(({ ctx, input }) => promisePayment(ctx.ctx, input)),
  showPlan: caseProcedure.input(planInput).query(({ ctx, input }) => showPlan(ctx.ctx, input)),
  takePlan: caseProcedure
    .input(takePlanInput)
    .mutation(({ ctx, input }) => takePlan(ctx.ctx, input)),
};
