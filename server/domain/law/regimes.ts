import { INTEREST_REGIMES } from "@/db/values/claims";

/** Regimes of statutory late interest; "agreed" is none of the law's. */
export const REGIMES = INTEREST_REGIMES.filter((regime) => regime !== "agreed");
export type Regime = Exclude<(typeof INTEREST_REGIMES)[number], "agreed">;
