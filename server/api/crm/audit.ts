import {
  auditVocabulary,
  getRead,
  ListAuditInput,
  listAudit,
  listReads,
  listReadsInput,
  readIdInput,
} from "@/server/domain/audit";
import { crmProcedure, router } from "../trpc";

export const auditRouter = router({
  list: crmProcedure.input(ListAuditInput).query(({ ctx, input }) => listAudit(ctx.ctx, input)),
  reads: crmProcedure.input(listReadsInput).query(({ ctx, input }) => listReads(ctx.ctx, input)),
  read: crmProcedure.input(readIdInput).query(({ ctx, input }) => getRead(ctx.ctx, input)),
  vocabulary: crmProcedure.query(({ ctx }) => auditVocabulary(ctx.ctx)),
});
