import type { Furnish } from "../attack";
import { debts } from "./debts";
import { disputes } from "./disputes";
import { organisations } from "./organisations";
import { papers } from "./papers";

/** Together: a row in every table that a client may read, so that no wall stands idle. */
export const FURNISHING: readonly Furnish[] = [debts, papers, disputes, organisations];
