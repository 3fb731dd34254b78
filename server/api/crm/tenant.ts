import {
  missingDetails,
  tenantSettings,
  UpdateTenantInput,
  updateTenant,
} from "@/server/domain/tenant";
import { crmProcedure, router } from "../trpc";

export const tenantRouter = router({
  settings: crmProcedure.query(({ ctx }) => tenantSettings(ctx.ctx)),
  missingDetails: crmProcedure.query(({ ctx }) => missingDetails(ctx.ctx)),
  update: crmProcedure
    .input(UpdateTenantInput)
    .mutation(({ ctx, input }) => updateTenant(ctx.ctx, input)),
});
