import type { Attacks } from "../attack";
import { atDoor } from "./at-door";
import { help } from "./help";
import { money } from "./money";
import { papers } from "./papers";
import { requests } from "./requests";
import { self } from "./self";

/** Every procedure stands here. */
export const ATTACKS: Attacks = {
  ...atDoor,
  ...self,
  ...money,
  ...papers,
  ...requests,
  ...help,
  // Last: whoever sends it is signed out.
  signOut: [() => undefined],
};
