import {
  createModuleKey,
  listModuleKeys,
  revokeModuleKey,
  rotateModuleKey,
  saveModulePace,
} from "@/server/domain/modules";
import {
  createModuleKeyInput,
  moduleKeyIdInput,
  rotateModuleKeyInput,
  saveModulePaceInput,
} from "@/server/domain/modules/inputs";
import { crmProcedure, router } from "../trpc";

export const modulesRouter = router({
  keys: crmProcedure.query(({ ctx }) => listModuleKeys(ctx.ctx)),
  create: crmProcedure
    .input(createModuleKeyInput)
    .mutation(({ ctx, input }) => createModuleKey(ctx.ctx, input)),
  revoke: crmProcedure
    .input(moduleKeyIdInput)
    .mutation(({ ctx, input }) => revokeModuleKey(ctx.ctx, input)),
  rotate: crmProcedure
    .input(rotateModuleKeyInput)
    .mutation(({ ctx, input }) => rotateModuleKey(ctx.ctx, input)),
  setPace: crmProcedure
    .input(saveModulePaceInput)
    .mutation(({ ctx, input }) => saveModulePace(ctx.ctx, input)),
});
