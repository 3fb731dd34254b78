import { changeMyData, changeMyDataInput, myData } from "@/server/domain/portal";
import { clientProcedure } from "../trpc";

/** The client's own account and data. */
export const self = {
  me: clientProcedure.query(({ ctx: { ctx } }) => {
    const { name, email, language, byName } = ctx.actor;
    return { name, email, language, byName };
  }),
  myData: clientProcedure.query(({ ctx }) => myData(ctx.ctx)),
  changeMyData: clientProcedure
    .input(changeMyDataInput)
    .mutation(({ ctx, input }) => changeMyData(ctx.ctx, input)),
};
