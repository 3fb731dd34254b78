import * as access from "@/server/domain/access";
import { crmProcedure, router } from "../trpc";

/** The signed-in person's own account. */
const accountRouter = router({
  me: crmProcedure.query(({ ctx }) => access.myAccount(ctx.ctx)),
  update: crmProcedure
    .input(access.UpdateAccountInput)
    .mutation(({ ctx, input }) => access.updateAccount(ctx.ctx, input)),
  setPresence: crmProcedure
    .input(access.SetPresenceInput)
    .mutation(({ ctx, input }) => access.setPresence(ctx.ctx, input)),
  changePassword: crmProcedure
    .input(access.ChangePasswordInput)
    .mutation(({ ctx, input }) => access.changePassword(ctx.ctx, input)),
  beginSecondFactor: crmProcedure
    .input(access.BeginSecondFactorInput)
    .mutation(({ ctx, input }) => access.beginSecondFactor(ctx.ctx, input)),
  confirmSecondFactor: crmProcedure
    .input(access.ConfirmSecondFactorInput)
    .mutation(({ ctx, input }) => access.confirmSecondFactor(ctx.ctx, input)),
  disableSecondFactor: crmProcedure
    .input(access.PasswordAndCodeInput)
    .mutation(({ ctx, input }) => access.disableSecondFactor(ctx.ctx, input)),
  replaceRecoveryCodes: crmProcedure
    .input(access.PasswordAndCodeInput)
    .mutation(({ ctx, input }) => access.replaceRecoveryCodes(ctx.ctx, input)),
  sessions: crmProcedure.query(({ ctx }) => access.mySessions(ctx.ctx)),
  revokeSession: crmProcedure
    .input(access.RevokeSessionInput)
    .mutation(({ ctx, input }) => access.revokeSession(ctx.ctx, input)),
  signOutEverywhere: crmProcedure
    .input(access.SignOutEverywhereInput)
    .mutation(({ ctx, input }) => access.signOutEverywhere(ctx.ctx, input)),
});

const operatorsRouter = router({
  list: crmProcedure
    .input(access.ListOperatorsInput)
    .query(({ ctx, input }) => access.listOperators(ctx.ctx, input)),
  colleagues: crmProcedure.query(({ ctx }) => access.colleagues(ctx.ctx)),
  create: crmProcedure
    .input(access.CreateOperatorInput)
    .mutation(({ ctx, input }) => access.createOperator(ctx.ctx, input)),
  update: crmProcedure
    .input(access.UpdateOperatorInput)
    .mutation(({ ctx, input }) => access.updateOperator(ctx.ctx, input)),
  setTemporaryPassword: crmProcedure
    .input(access.OperatorIdInput)
    .mutation(({ ctx, input }) => access.setTemporaryPassword(ctx.ctx, input)),
  resetSecondFactor: crmProcedure
    .input(access.OperatorIdInput)
    .mutation(({ ctx, input }) => access.resetSecondFactor(ctx.ctx, input)),
  signOut: crmProcedure
    .input(access.OperatorIdInput)
    .mutation(({ ctx, input }) => access.signOutOperator(ctx.ctx, input)),
  permissions: crmProcedure.query(({ ctx }) => access.permissionMatrix(ctx.ctx)),
});

const groupsRouter = router({
  list: crmProcedure.query(({ ctx }) => access.listAccessGroups(ctx.ctx)),
  create: crmProcedure
    .input(access.CreateAccessGroupInput)
    .mutation(({ ctx, input }) => access.createAccessGroup(ctx.ctx, input)),
  update: crmProcedure
    .input(access.UpdateAccessGroupInput)
    .mutation(({ ctx, input }) => access.updateAccessGroup(ctx.ctx, input)),
  delete: crmProcedure
    .input(access.AccessGroupIdInput)
    .mutation(({ ctx, input }) => access.deleteAccessGroup(ctx.ctx, input)),
});

export const accessRouter = router({
  account: accountRouter,
  operators: operatorsRouter,
  groups: groupsRouter,
});
