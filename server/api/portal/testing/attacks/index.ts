import type { Attacks } from "../attack";
import { atDoor } from "./at-door";
import { money } from "./money";
import { requests } from "./requests";
import { self } from "./self";
import { signInWays } from "./sign-in-ways";

/** Every procedure stands here. */
export const ATTACKS: Attacks = {
  ...atDoor,
  ...self,
  ...money,
  ...requests,
  ...signInWays,
  // Last: whoever sends it is signed out.
  signOut: [() => undefined],
};
