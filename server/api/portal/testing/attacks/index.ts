import type { Attacks } from "../attack";
import { atDoor } from "./at-door";
import { disputes } from "./disputes";
import { help } from "./help";
import { money } from "./money";
import { organisations } from "./organisations";
import { papers } from "./papers";
import { requests } from "./requests";
import { self } from "./self";
import { signInWays } from "./sign-in-ways";

/** Every procedure stands here. */
export const ATTACKS: Attacks = {
  ...atDoor,
  ...self,
  ...money,
  ...papers,
  ...requests,
  ...help,
  ...signInWays,
  ...disputes,
  ...organisations,
  // Last: whoever sends it is signed out.
  signOut: [() => undefined],
};
