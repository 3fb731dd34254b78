import { z } from "zod";
import {
  acceptInvitation,
  acceptInvitationInput,
  askInvitation,
  clientInput,
  clientSignInInput,
  demoClients,
  endSession,
  enterAsDemo,
  enterByLink,
  enterByLinkInput,
  guardDoor,
  signInClient,
} from "@/server/domain/portal";
import { caseProcedure, doorProcedure } from "../trpc";

/** What anybody at an open door may ask, and the way out. */
export const atDoor = {
  site: doorProcedure.query(({ ctx: { site } }) => ({
    slug: site.slug,
    name: site.title || site.name,
    welcome: site.welcome,
    footer: site.footer,
    imprintUrl: site.imprintUrl,
    privacyUrl: site.privacyUrl,
    accent: site.accent,
    logoHash: site.logoHash,
    languages: site.languages,
    contactEmail: site.contactEmail,
    contactPhone: site.contactPhone,
  })),
  askInvitation: doorProcedure
    .input(z.object({ token: z.string().max(80) }))
    .query(({ ctx, input }) => askInvitation(ctx.door, ctx.site.tenantId, input.token)),
  acceptInvitation: doorProcedure
    .input(acceptInvitationInput)
    .mutation(async ({ ctx: { door, site, visitor, setSession }, input }) => {
      const guest = { visitor, answer: input.captcha };
      const work = () => acceptInvitation(door, site.tenantId, { input, visitor });
      const { secret, language } = await guardDoor(door, site, { guest, work });
      setSession(secret);
      return { language };
    }),
  signIn: doorProcedure
    .input(clientSignInInput)
    .mutation(async ({ ctx: { door, site, visitor, setSession }, input }) => {
      const guest = { visitor, answer: input.captcha, account: input.email };
      const work = () => signInClient(door, site.tenantId, { input, visitor });
      const { secret, language } = await guardDoor(door, site, { guest, work });
      setSession(secret);
      return { language };
    }),
  demoClients: doorProcedure.query(({ ctx }) => demoClients(ctx.door, ctx.site.tenantId)),
  enterAsDemo: doorProcedure
    .input(clientInput)
    .mutation(async ({ ctx: { door, site, visitor, setSession }, input }) => {
      const { portalUserId } = input;
      const { secret } = await enterAsDemo(door, site.tenantId, { portalUserId, visitor });
      setSession(secret);
    }),
  enterByLink: doorProcedure
    .input(enterByLinkInput)
    .mutation(async ({ ctx: { door, site, visitor, setSession }, input }) => {
      const { token, captcha: answer } = input;
      const work = () => enterByLink(door, site.tenantId, { token, visitor });
      const { secret } = await guardDoor(door, site, { guest: { visitor, answer }, work });
      setSession(secret);
    }),
  signOut: caseProcedure.mutation(async ({ ctx: { door, ctx, setSession } }) => {
    await endSession(door, ctx.actor);
    setSession(null);
  }),
};
