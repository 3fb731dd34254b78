import { type Attacks, KEY as key } from "../attack";

export const disputes: Attacks = {
  disputeClaim: [
    ({ refNo, claimId }) => ({
      ...{ refNo, claimId, reason: "other", text: "X", idempotencyKey: key },
    }),
  ],
};
