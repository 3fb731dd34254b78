import { startInterests } from "../claims";
import { startInterestsInput } from "../claims/inputs";
import { action, type RowOutcome } from "./bulk-action";

/** What can be done with many claims at once. */
export const CLAIM_ACTIONS = {
  bearInterest: action({
    on: "claim",
    permission: "claims:edit",
    params: startInterestsInput.omit({ claimIds: true }),
    run: async (ctx, ids, params) => {
      const { started, refused } = await startInterests(ctx, { claimIds: ids, ...params });
      const found = new Map<number, RowOutcome>();
      for (const id of ids) found.set(id, { outcome: "claims.not_found" });
      for (const { claimId } of started) found.set(claimId, { outcome: "done" });
      for (const { claimId, code } of refused) {
        const outcome = code === "claims.interest_running" ? "unchanged" : code;
        found.set(claimId, { outcome });
      }
      return found;
    },
  }),
};
