import { createModuleKey, listModuleKeys, revokeModuleKey } from "@/server/domain/modules";
import { createModuleKeyInput, moduleKeyIdInput } from "@/server/domain/modules/inputs";
import { crmProcedure, router } from "../trpc";

export const modulesRouter = router({
  keys: crmProcedure.query(({ ctx }) => listModuleKeys(ctx.ctx)),
  create: crmProcedure
    .input(createModuleKeyInput)
    .mutation(({ ctx, input }) => createModuleKey(ctx.ctx, input)),
  revoke: crmProcedure
    .input(moduleKeyIdInput)
    .mutation(({ ctx, input }) => revokeModuleKey(ctx.ctx, input)),
});
