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
import { clientProcedure } from "../trpc";

/** Cases, what is owed of them, and what a client undertakes. */
export const money = {
  myCases: clientProcedure
    .input(myCasesInput.prefault({}))
    .query(({ ctx, input }) => myCases(ctx.ctx, input)),
  myCase: clientProcedure.input(myCaseInput).query(({ ctx, input }) => myCase(ctx.ctx, input)),
  myPaymentCode: clientProcedure
    .input(myPaymentCodeInput)
    .query(({ ctx, input }) => myPaymentCode(ctx.ctx, input)),
  promisePayment: clientProcedure
    .input(promisePaymentInput)
    .mutation(({ ctx, input }) => promisePayment(ctx.ctx, input)),
  showPlan: clientProcedure.input(planInput).query(({ ctx, input }) => showPlan(ctx.ctx, input)),
  takePlan: clientProcedure
    .input(takePlanInput)
    .mutation(({ ctx, input }) => takePlan(ctx.ctx, input)),
};
