import { disputeClaim, disputeClaimInput } from "@/server/domain/requests";
import { caseProcedure } from "../trpc";

/** What a client does not agree with. */
export const disputes = {
  disputeClaim: caseProcedure
    .input(disputeClaimInput)
    .mutation(({ ctx, input }) => disputeClaim(ctx.ctx, input)),
};
