import type { Doorstep } from "../access";
import { type Context, makeToday, type SystemActor } from "../context";

/** Who works in a tenant while no client is known yet. */
export function atDoor(
  door: Doorstep,
  tenantId: number,
  forClient?: SystemActor["forClient"],
): Context<SystemActor> {
  const actor: SystemActor = { kind: "system", tenantId, job: "portal", language: "cs" };
  const known = forClient ? { ...actor, forClient } : actor;
  return { ...door, actor: known, today: makeToday(door.now) };
}
