import { myAccount } from "@/server/domain/access";
import { crmProcedure, router } from "../trpc";

export const accessRouter = router({
  me: crmProcedure.query(({ ctx }) => myAccount(ctx.ctx)),
});
