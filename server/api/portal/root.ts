import { z } from "zod";
import {
  acceptInvitation,
  acceptInvitationInput,
  askInvitation,
  changeMyData,
  changeMyDataInput,
  clientInput,
  clientSignInInput,
  demoClients,
  endSession,
  enterAsDemo,
  myCase,
  myCaseInput,
  myCases,
  myData,
  myPaymentCode,
  myPaymentCodeInput,
  planInput,
  promisePayment,
  promisePaymentInput,
  showPlan,
  signInClient,
  takePlan,
  takePlanInput,
} from "@/server/domain/portal";
import {
  closeMyRequest,
  myRequest,
  myRequests,
  openRequest,
  openRequestInput,
  rateInput,
  rateRequest,
  replyInput,
  replyToRequest,
  requestInput,
} from "@/server/domain/requests";
import { clientProcedure, createCallerFactory, doorProcedure, router } from "./trpc";

/** Everything a client's browser may ask; every answer is a shape of its own. */
export const portalRouter = router({
  site: doorProcedure.query(({ ctx: { site } }) => ({
    slug: site.slug,
    name: site.title || site.name,
    welcome: site.welcome,
    accent: site.accent,
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
      const { secret, language } = await acceptInvitation(door, site.tenantId, { input, visitor });
      setSession(secret);
      return { language };
    }),
  signIn: doorProcedure
    .input(clientSignInInput)
    .mutation(async ({ ctx: { door, site, visitor, setSession }, input }) => {
      const { secret, language } = await signInClient(door, site.tenantId, { input, visitor });
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
  signOut: clientProcedure.mutation(async ({ ctx: { door, ctx, setSession } }) => {
    await endSession(door, ctx.actor);
    setSession(null);
  }),
  me: clientProcedure.query(({ ctx: { ctx } }) => {
    const { name, email, language } = ctx.actor;
    return { name, email, language };
  }),
  myData: clientProcedure.query(({ ctx }) => myData(ctx.ctx)),
  changeMyData: clientProcedure
    .input(changeMyDataInput)
    .mutation(({ ctx, input }) => changeMyData(ctx.ctx, input)),
  myCases: clientProcedure.query(({ ctx }) => myCases(ctx.ctx)),
  myCase: clientProcedure.input(myCaseInput).query(({ ctx, input }) => myCase(ctx.ctx, input)),
  myPaymentCode: clientProcedure
    .input(myPaymentCodeInput)
    .query(({ ctx, input }) => myPaymentCode(ctx.ctx, input)),
  promisePayment: clientProcedure
    .input(promisePaymentInput)
    .mutation(({ ctx, input }) => promisePayment(ctx.ctx, input)),
  showPlan: clientProcedure.input(planInput).query(({ ctx, input }) => showPlan(ctx.ctx, input)),
  takePlan: clientProcedure
    .input(takePlanInput)
    .mutation(({ ctx, input }) => takePlan(ctx.ctx, input)),
  myRequests: clientProcedure.query(({ ctx }) => myRequests(ctx.ctx)),
  myRequest: clientProcedure
    .input(requestInput)
    .query(({ ctx, input }) => myRequest(ctx.ctx, input)),
  requestStamp: clientProcedure.input(requestInput).query(async ({ ctx, input }) => {
    const { lastPostAt, standing } = await myRequest(ctx.ctx, input);
    return { lastPostAt, standing };
  }),
  openRequest: clientProcedure
    .input(openRequestInput)
    .mutation(({ ctx, input }) => openRequest(ctx.ctx, input)),
  replyToRequest: clientProcedure
    .input(replyInput)
    .mutation(({ ctx, input }) => replyToRequest(ctx.ctx, input)),
  closeMyRequest: clientProcedure
    .input(requestInput)
    .mutation(({ ctx, input }) => closeMyRequest(ctx.ctx, input)),
  rateRequest: clientProcedure
    .input(rateInput)
    .mutation(({ ctx, input }) => rateRequest(ctx.ctx, input)),
});
export type PortalRouter = typeof portalRouter;

/** For server components: the same procedures, called in process. */
export const createPortalCaller = createCallerFactory(portalRouter);
