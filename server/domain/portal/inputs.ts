import { z } from "zod";
import { LANGUAGES } from "@/db/values/access";
import { CURRENCIES } from "@/db/values/claims";
import {
  CAPTCHAS,
  INVITATION_CHANNELS,
  JOIN_SIGHTS,
  PORTAL_SIGHTS,
  REGISTRATIONS,
} from "@/db/values/portal";
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

/** "+420777123456"; nine digits alone are Czech. null: no number. */
function numberOf(text: string): string | null {
  const bare = text.replace(/[\s()/-]/g, "");
  if (/^\d{9}$/.test(bare)) return `+420${bare}`;
  return /^\+[1-9]\d{8,13}$/.test(bare) ? bare : null;
}

const sight = {
  organisationId: id.nullish(),
  sight: z.enum(PORTAL_SIGHTS).default("own"),
};

export const inviteClientInput = z
  .object({
    partyId: id,
    channel: z.enum(INVITATION_CHANNELS),
    address: z.string().trim().max(254).nullish(),
    /** Left out: the client's own, else the tenant's. */
    language: z.enum(LANGUAGES).nullish(),
    ...sight,
  })
  .transform((input, ctx) => {
    if (input.channel === "qr") return { ...input, address: null };
    if (input.channel === "sms") {
      const number = numberOf(input.address ?? "");
      if (number) return { ...input, address: number };
      ctx.addIssue({ code: "custom", path: ["address"], message: "portal.bad_phone" });
      return z.NEVER;
    }
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

/** The answer of the captcha, where one was asked for. */
export const captcha = z.string().max(4_000).nullish();

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
  captcha,
});
export type AcceptInvitationInput = z.input<typeof acceptInvitationInput>;

export const clientSignInInput = z.object({ email, password: z.string().max(400), captcha });
export type ClientSignInInput = z.input<typeof clientSignInInput>;

export const myCasesInput = z.object({
  cursor: z.string().max(8_192).nullish(),
  limit: z.number().int().min(1).max(100).default(100),
});
export type MyCasesInput = z.input<typeof myCasesInput>;
export const askSignInLinkInput = z.object({ email, captcha });
export type AskSignInLinkInput = z.input<typeof askSignInLinkInput>;
export const useSignInLinkInput = z.object({
  token: z.string().max(80),
  /** A new one to be set; left out: the old one stays. */
  password: z.string().max(400).nullish(),
  captcha,
});
export type UseSignInLinkInput = z.input<typeof useSignInLinkInput>;

export const makeDemoClientInput = z.object({
  name: z.string().trim().min(3, { error: "portal.name_short" }).max(80),
  language: z.enum(LANGUAGES).default("cs"),
  captcha,
});
export type MakeDemoClientInput = z.input<typeof makeDemoClientInput>;

export const myCaseInput = z.object({ refNo: z.string().trim().min(1).max(40) });

const amount = z.number().int().positive().max(1_000_000_000_000);

/** How to pay a claim, or all that is left on a case in a currency. */
export const myPaymentCodeInput = z.union([
  z.object({
    refNo: z.string().trim().min(1).max(40),
    claimId: id,
    amountMinor: amount.nullish(),
  }),
  z.object({ refNo: z.string().trim().min(1).max(40), currency: z.enum(CURRENCIES) }),
]);
export type MyPaymentCodeInput = z.input<typeof myPaymentCodeInput>;

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
export const enterByLinkInput = z.object({ token: z.string().max(80), captcha });

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

/** "Portal.Example.cz" as browsers send it; one name alone is no host of the web. */
const host = z
  .string()
  .trim()
  .toLowerCase()
  .max(253)
  .regex(/^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]$/, {
    error: "portal.bad_host",
  });

/** "https://www.example.cz"; http only on the own machine. */
const origin = z
  .string()
  .trim()
  .toLowerCase()
  .max(253)
  .regex(/^(https:\/\/[a-z0-9.-]+|http:\/\/([a-z0-9-]+\.)*localhost)(:\d{1,5})?$/, {
    error: "portal.bad_origin",
  });
const webAddress = z
  .string()
  .trim()
  .max(500)
  .pipe(z.url({ protocol: /^https?$/, error: "portal.bad_address" }));
const words = (max: number) => z.partialRecord(z.enum(LANGUAGES), z.string().trim().max(max));

const FRAME_ORIGINS_MAX = 10;

export const saveSiteInput = z.object({
  version: z.number().int().min(0),
  isOpen: z.boolean(),
  title: z.string().trim().max(80),
  welcome: words(1_000),
  footer: words(500).default({}),
  imprintUrl: webAddress.or(z.literal("")).default(""),
  privacyUrl: webAddress.or(z.literal("")).default(""),
  accent: colour.nullish(),
  planCountMax: z.number().int().min(0).max(60),
  planLeastMinor: z.number().int().min(100).max(100_000_000),
  languages: z.array(z.enum(LANGUAGES)).min(1),
  contactEmail: email.or(z.literal("")),
  contactPhone: phone.or(z.literal("")),
  host: host.or(z.literal("")).nullish(),
  frameOrigins: z
    .array(origin.or(z.literal("")))
    .transform((all) => [...new Set(all.filter(Boolean))])
    .pipe(z.array(z.string()).max(FRAME_ORIGINS_MAX))
    .default([]),
  captcha: z.enum(CAPTCHAS).default("proof"),
  captchaSiteKey: z.string().trim().max(200).default(""),
  /** Left out or empty: the one that is kept stays, as long as the provider does. */
  captchaSecret: z.string().trim().max(300).nullish(),
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
