import { changeMyData, changeMyDataInput, myData } from "@/server/domain/portal";
import { caseProcedure, clientProcedure } from "../trpc";

/** The client's own account and data. */
export const self = {
  me: caseProcedure.query(({ ctx: { ctx } }) => {
    const { name, email, language, byName, letter } = ctx.actor;
    return { name, email, language, byName, onlyCase: letter?.refNo ?? null };
  }),
  myData: clientProcedure.query(({ ctx }) => myData(ctx.ctx)),
  changeMyData: clientProcedure
    .input(changeMyDataInput)
    .mutation(({ ctx, input }) => changeMyData(ctx.ctx, input)),
};
