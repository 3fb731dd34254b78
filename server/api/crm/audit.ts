import { auditVocabulary, ListAuditInput, listAudit } from "@/server/domain/audit";
import { crmProcedure, router } from "../trpc";

export const auditRouter = router({
  list: crmProcedure.input(ListAuditInput).query(({ ctx, input }) => listAudit(ctx.ctx, input)),
  vocabulary: crmProcedure.query(({ ctx }) => auditVocabulary(ctx.ctx)),
});
