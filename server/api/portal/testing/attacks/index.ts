import type { Attacks } from "../attack";
import { atDoor } from "./at-door";
import { money } from "./money";
import { organisations } from "./organisations";
import { requests } from "./requests";
import { self } from "./self";

/** Every procedure stands here. */
export const ATTACKS: Attacks = {
  ...atDoor,
  ...self,
  ...money,
  ...requests,
  ...organisations,
  // Last: whoever sends it is signed out.
  signOut: [() => undefined],
};
