import { z } from "zod";
import { LANGUAGES } from "@/db/values/access";
import { CURRENCIES } from "@/db/values/claims";
import { INVITATION_CHANNELS, JOIN_SIGHTS, PORTAL_SIGHTS, REGISTRATIONS } from "@/db/values/portal";
import { isDay, isKnownDay } from "@/server/kernel/days";

const id = z.number().int().positive();
const email = z
  .string()
  .trim()
  .max(254)
  .pipe(z.email({ error: "portal.bad_email" }));
const phone = z
  .string()
  .trim()
  .max(40)
  .regex(/^\+?[\d ()/-]{9,}$/, { error: "portal.bad_phone" });

const sight = {
  organisationId: id.nullish(),
  sight: z.enum(PORTAL_SIGHTS).default("own"),
};

export const inviteClientInput = z
  .object({
    partyId: id,
    channel: z.enum(INVITATION_CHANNELS),
    address: z.string().trim().max(254).nullish(),
    ...sight,
  })
  .transform((input, ctx) => {
    if (input.channel === "qr") return { ...input, address: null };
    const read = email.safeParse(input.address ?? "");
    if (read.success) return { ...input, address: read.data };
    ctx.addIssue({ code: "custom", path: ["address"], message: "portal.bad_email" });
    return z.NEVER;
  });
export type InviteClientInput = z.input<typeof inviteClientInput>;

export const invitationInput = z.object({ invitationId: id });
export const partyInput = z.object({ partyId: id });
export const clientInput = z.object({ portalUserId: id });
export const setClientInput = z.object({ portalUserId: id, isActive: z.boolean(), ...sight });

/** What stands on the invitation's page: the facts that tell one person from another, and a key. */
export const acceptInvitationInput = z.object({
  token: z.string().max(80),
  /** Day of birth of a person. */
  birthOn: z.string().refine(isDay, { error: "kernel.bad_day" }).nullish(),
  registrationNo: z.string().trim().max(20).nullish(),
  refNo: z.string().trim().max(40).nullish(),
  email,
  password: z.string().max(400),
  language: z.enum(LANGUAGES).default("cs"),
});
export type AcceptInvitationInput = z.input<typeof acceptInvitationInput>;

export const clientSignInInput = z.object({ email, password: z.string().max(400) });
export type ClientSignInInput = z.input<typeof clientSignInInput>;

export const myCaseInput = z.object({ refNo: z.string().trim().min(1).max(40) });

const amount = z.number().int().positive().max(1_000_000_000_000);

export const myPaymentCodeInput = z.object({
  refNo: z.string().trim().min(1).max(40),
  claimId: id,
  amountMinor: amount.nullish(),
});

export const promisePaymentInput = z.object({
  refNo: z.string().trim().min(1).max(40),
  amountMinor: amount,
  currency: z.enum(CURRENCIES),
  dueOn: z.string().refine(isKnownDay, { error: "kernel.day_not_a_day" }),
  note: z.string().trim().max(500).default(""),
  idempotencyKey: z.string().min(8).max(100),
});
export type PromisePaymentInput = z.input<typeof promisePaymentInput>;

export const planInput = z.object({
  refNo: z.string().trim().min(1).max(40),
  count: z.number().int().min(2).max(60),
});
export type PlanInput = z.input<typeof planInput>;
export const takePlanInput = planInput.extend({
  /** What the client saw and agreed to. */
  totalMinor: amount,
  idempotencyKey: z.string().min(8).max(90),
});
export type TakePlanInput = z.input<typeof takePlanInput>;

export const testPaymentInput = z.object({
  refNo: z.string().trim().min(1).max(40),
  claimId: id,
  amountMinor: amount,
  idempotencyKey: z.uuid(),
});
export type TestPaymentInput = z.input<typeof testPaymentInput>;

export const entryLinkInput = z.object({ partyId: id, email: email.nullish() });
export type EntryLinkInput = z.input<typeof entryLinkInput>;
export const enterByLinkInput = z.object({ token: z.string().max(80) });

const CONTACTS_MAX = 5;
const contacts = z.array(z.string().trim().min(1).max(254)).max(CONTACTS_MAX);

export const changeMyDataInput = z.object({
  version: id,
  address: z.object({
    street: z.string().trim().max(200),
    city: z.string().trim().max(120),
    postalCode: z.string().trim().max(20),
    country: z.string().regex(/^[A-Z]{2}$/),
  }),
  emails: contacts,
  phones: contacts,
  /** For repayments; left out: it stays, null: there is none any more. */
  bankAccount: z
    .string()
    .trim()
    .max(50)
    .nullable()
    .transform((text) => text || null)
    .optional(),
});
export type ChangeMyDataInput = z.input<typeof changeMyDataInput>;

const colour = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^#[0-9a-f]{6}$/, { error: "portal.bad_colour" });

export const saveSiteInput = z.object({
  version: z.number().int().min(0),
  isOpen: z.boolean(),
  title: z.string().trim().max(80),
  welcome: z.partialRecord(z.enum(LANGUAGES), z.string().trim().max(1_000)),
  accent: colour.nullish(),
  planCountMax: z.number().int().min(0).max(60),
  planLeastMinor: z.number().int().min(100).max(100_000_000),
  languages: z.array(z.enum(LANGUAGES)).min(1),
  contactEmail: email.or(z.literal("")),
  contactPhone: phone.or(z.literal("")),
});
export type SaveSiteInput = z.input<typeof saveSiteInput>;

export const saveRulesInput = z.object({
  version: z.number().int().min(0),
  letterDays: z.number().int().min(0).max(365),
  registration: z.enum(REGISTRATIONS),
  confirmsName: z.boolean(),
  confirmsBankAccount: z.boolean(),
  confirmsAddress: z.boolean(),
});

export const CODE_DAYS_MAX = 90;
export const CODE_USES_MAX = 100;
const code = {
  sight: z.enum(JOIN_SIGHTS).default("organisation"),
  usesMax: z.number().int().min(1).max(CODE_USES_MAX).default(1),
  days: z.number().int().min(1).max(CODE_DAYS_MAX).default(14),
  /** Nobody confirms who joins by it. */
  isAtOnce: z.boolean().default(false),
};

export const makeCodeInput = z.object(code);
export type MakeCodeInput = z.input<typeof makeCodeInput>;
export const makeOrganisationCodeInput = z.object({ partyId: id, ...code });
export type MakeOrganisationCodeInput = z.input<typeof makeOrganisationCodeInput>;
