import {
  askSignInLink,
  askSignInLinkInput,
  guardDoor,
  makeDemoClient,
  makeDemoClientInput,
  useSignInLink,
  useSignInLinkInput,
} from "@/server/domain/portal";
import { doorProcedure } from "../trpc";

/** Ways in beside the password. */
export const signInWays = {
  askSignInLink: doorProcedure
    .input(askSignInLinkInput)
    .mutation(async ({ ctx: { door, site, visitor }, input }) => {
      const guest = { visitor, answer: input.captcha, account: input.email };
      const work = () => askSignInLink(door, site, { input, visitor });
      await guardDoor(door, site, { guest, work, isCounted: true });
    }),
  useSignInLink: doorProcedure
    .input(useSignInLinkInput)
    .mutation(async ({ ctx: { door, site, visitor, setSession }, input }) => {
      const guest = { visitor, answer: input.captcha };
      const work = () => useSignInLink(door, site, { input, visitor });
      const { secret, language } = await guardDoor(door, site, { guest, work });
      setSession(secret);
      return { language };
    }),
  /** Whether a visitor may make a demo client of their own. */
  isDemo: doorProcedure.query(({ ctx }) => ctx.door.outside?.isCatching === true),
  makeDemoClient: doorProcedure
    .input(makeDemoClientInput)
    .mutation(async ({ ctx: { door, site, visitor, setSession }, input }) => {
      const guest = { visitor, answer: input.captcha };
      const work = () => makeDemoClient(door, site.tenantId, { input, visitor });
      const made = await guardDoor(door, site, { guest, work, isCounted: true });
      setSession(made.secret);
      return { language: made.language };
    }),
};
