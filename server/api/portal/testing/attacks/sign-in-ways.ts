import type { Attacks } from "../attack";

export const signInWays: Attacks = {
  askSignInLink: [({ ctx }) => ({ email: ctx.actor.email })],
  useSignInLink: [
    () => ({ token: "x".repeat(43) }),
    ({ token }) => ({ token, password: "čtyři modré konve" }),
  ],
  isDemo: [() => undefined],
  makeDemoClient: [({ mark }) => ({ name: `Jan ${mark}` })],
};
