import { makeToday, type PortalContext } from "../../context";
import type { Desk } from "../../testing";
import { acceptInvitation, clientOfSession, inviteClient } from "../index";
import type { Debtor, PortalScene } from "./portal-scene";

export const VISITOR = { ip: "192.0.2.7", userAgent: "test" };
export const PASSWORD = "sedm havranů letí";

/** Of an invitation on paper. */
export const tokenOf = ({ token }: { token: string | null }): string => {
  if (token === null) throw new Error("its way in went by mail");
  return token;
};

let serial = 0;

/** A client of the scene, invited and registered, as their next request comes. */
export async function registered(
  desk: Desk,
  scene: PortalScene,
  { partyId, refNo, birthOn }: Debtor,
): Promise<PortalContext> {
  const log = { info: () => undefined, error: () => undefined };
  const door = { db: desk.db, keys: desk.keys, now: desk.now, log };
  const made = await inviteClient(scene.admin, { partyId, channel: "qr" });
  const email = `client-${++serial}@c.example`;
  const input = { token: tokenOf(made), birthOn, refNo, email, password: PASSWORD };
  const { secret } = await acceptInvitation(door, scene.tenantId, { input, visitor: VISITOR });
  const actor = await clientOfSession(door, secret);
  if (!actor) throw new Error("nobody was let in");
  return { ...door, actor, today: makeToday(desk.now) };
}
