import type { Furnish } from "../attack";
import { debts } from "./debts";
import { organisations } from "./organisations";

/** Together: a row in every table that a client may read, so that no wall stands idle. */
export const FURNISHING: readonly Furnish[] = [debts, organisations];
