import { disputeClaim, disputeClaimInput } from "@/server/domain/requests";
import { clientProcedure } from "../trpc";

/** What a client does not agree with. */
export const disputes = {
  disputeClaim: clientProcedure
    .input(disputeClaimInput)
    .mutation(({ ctx, input }) => disputeClaim(ctx.ctx, input)),
};
