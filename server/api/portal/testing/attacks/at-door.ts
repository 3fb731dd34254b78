import { PASSWORD } from "@/server/domain/portal/testing/registered";
import type { Attacks } from "../attack";

export const atDoor: Attacks = {
  site: [() => undefined],
  askInvitation: [() => ({ token: "x".repeat(43) })],
  acceptInvitation: [
    ({ token, refNo }) => ({
      ...{ token, refNo, birthOn: "1901-01-01", email: "evil@c.example", password: PASSWORD },
    }),
  ],
  signIn: [({ ctx }) => ({ email: ctx.actor.email, password: "to není ono" })],
  demoClients: [() => undefined],
  enterAsDemo: [({ ctx }) => ({ portalUserId: ctx.actor.portalUserId })],
  enterByLink: [() => ({ token: "x".repeat(43) })],
};
