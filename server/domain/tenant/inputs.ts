import { z } from "zod";
import { LANGUAGES } from "@/db/values/access";
import { HOME_COUNTRIES } from "@/server/kernel/locale";

export * from "./detail-inputs";

const tenantName = z.string().trim().min(2).max(120);

export const CreateTenantInput = z.object({
  /** Stands in addresses and in the list of tenants at sign-in; never changes. */
  slug: z
    .string()
    .min(2)
    .max(40)
    .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/),
  name: tenantName,
  country: z.enum(HOME_COUNTRIES).default("CZ"),
  language: z.enum(LANGUAGES).default("cs"),
  administrator: z.object({
    email: z.string().trim().max(254).email(),
    name: z.string().trim().min(2).max(120),
    /** Left out: one is made up, good for the first sign-in only. */
    password: z.string().min(1).max(200).optional(),
  }),
});
export type CreateTenantInput = z.input<typeof CreateTenantInput>;

const line = z.string().trim().max(200).default("");
const details = {
  ...{ street: line, city: line, postalCode: line, registrationNo: line, taxId: line },
  email: z.union([z.literal(""), z.string().trim().max(254).email()]).default(""),
  ...{ phone: line, web: line, dataBoxId: line },
};

export const UpdateTenantInput = z.object({
  name: tenantName,
  language: z.enum(LANGUAGES),
  ...details,
});
export type UpdateTenantInput = z.input<typeof UpdateTenantInput>;
