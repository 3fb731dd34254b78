import type { Attacks } from "../attack";
import { atDoor } from "./at-door";
import { disputes } from "./disputes";
import { money } from "./money";
import { requests } from "./requests";
import { self } from "./self";

/** Every procedure stands here. */
export const ATTACKS: Attacks = {
  ...atDoor,
  ...self,
  ...money,
  ...requests,
  ...disputes,
  // Last: whoever sends it is signed out.
  signOut: [() => undefined],
};
