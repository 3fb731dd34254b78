import type { Asked, RegisterTrouble } from "@/server/kernel/register-answer";
import { unavailable } from "./trouble";

/** Nothing was asked: the question could not be put, or nobody could be found by it. */
export const unasked = (reason: RegisterTrouble, detail: string | null = null): Asked<never> => ({
  ...{ answer: unavailable(reason, detail), sent: null, received: null },
  ...{ mediaType: "", status: null },
});
