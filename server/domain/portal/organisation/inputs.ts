import { z } from "zod";
import { LANGUAGES } from "@/db/values/access";
import { captcha } from "../inputs";

const id = z.number().int().positive();
const email = z
  .string()
  .trim()
  .max(254)
  .pipe(z.email({ error: "portal.bad_email" }));
const short = (max: number) => z.string().trim().max(max);

export const codeIdInput = z.object({ codeId: id });

export const joinInput = z.object({ code: short(40).min(1) });

const COUNTRIES = ["CZ", "SK"] as const;
const seat = z.object({
  street: short(200),
  city: short(120),
  postalCode: short(20),
  country: z.enum(COUNTRIES),
});

export const companyInput = z.object({
  registrationNo: short(20).min(1),
  country: z.enum(COUNTRIES).default("CZ"),
});

export const foundInput = companyInput.extend({
  name: short(300).min(1),
  taxId: short(30).default(""),
  legalForm: short(100).default(""),
  address: seat,
  contactPerson: z.object({
    name: short(200).min(1),
    position: short(100).default(""),
    email: short(254).default(""),
    phone: short(40).default(""),
  }),
});
export type FoundInput = z.input<typeof foundInput>;

export const joinIdInput = z.object({ joinId: id });
export const rejectJoinInput = z.object({ joinId: id, reason: short(500).min(1) });
export const colleagueInput = z.object({ portalUserId: id });

export const askRegistrationInput = z.object({ email, code: short(40).nullish(), captcha });
export type AskRegistrationInput = z.input<typeof askRegistrationInput>;
export const finishRegistrationInput = z.object({
  token: z.string().max(80),
  name: short(200).min(1),
  phone: short(40).default(""),
  password: z.string().max(400),
  language: z.enum(LANGUAGES).default("cs"),
  captcha,
});
export type FinishRegistrationInput = z.input<typeof finishRegistrationInput>;

export const organisationInput = z.object({ partyId: id });
/** null: it stands under nobody. */
export const setParentInput = z.object({ partyId: id, parentId: id.nullable() });
export const setAdminInput = z.object({ portalUserId: id, isAdmin: z.boolean() });
