import { listPayeeAccounts, paymentCode } from "@/server/domain/payment-codes";
import { payeeAccountsInput, paymentCodeInput } from "@/server/domain/payment-codes/inputs";
import { crmProcedure, router } from "../trpc";

export const paymentCodesRouter = router({
  accounts: crmProcedure
    .input(payeeAccountsInput)
    .query(({ ctx, input }) => listPayeeAccounts(ctx.ctx, input.currency)),
  make: crmProcedure.input(paymentCodeInput).query(({ ctx, input }) => paymentCode(ctx.ctx, input)),
});
