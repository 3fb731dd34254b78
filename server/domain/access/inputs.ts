import { z } from "zod";
import { LANGUAGES, ROLES, THEMES } from "@/db/values/access";

const id = z.number().int().positive();
const email = z.string().trim().min(3).max(254).email();
const name = z.string().trim().min(2).max(120);
/** Longer than the policy allows is still read, so that the policy can say so; a megabyte is not. */
const password = z.string().min(1).max(1_000);
const code = z.string().trim().min(6).max(20);

export const SignInInput = z.object({
  email: z.string().trim().min(1).max(254),
  password,
  tenant: z.string().max(63).optional(),
  code: code.optional(),
  newPassword: password.optional(),
});
export type SignInInput = z.infer<typeof SignInInput>;

export const ChangePasswordInput = z.object({ password, newPassword: password });
export type ChangePasswordInput = z.infer<typeof ChangePasswordInput>;

export const UpdateAccountInput = z.object({
  name: name.optional(),
  language: z.enum(LANGUAGES).optional(),
  theme: z.enum(THEMES).optional(),
});
export type UpdateAccountInput = z.infer<typeof UpdateAccountInput>;

export const SetPresenceInput = z.object({ isPresent: z.boolean() });
export type SetPresenceInput = z.infer<typeof SetPresenceInput>;

export const RevokeSessionInput = z.object({ sessionId: z.uuid() });
export type RevokeSessionInput = z.infer<typeof RevokeSessionInput>;

export const SignOutEverywhereInput = z.object({ isKeepingThis: z.boolean().default(false) });
export type SignOutEverywhereInput = z.input<typeof SignOutEverywhereInput>;

export const BeginSecondFactorInput = z.object({ password });
export type BeginSecondFactorInput = z.infer<typeof BeginSecondFactorInput>;

export const ConfirmSecondFactorInput = z.object({ code });
export type ConfirmSecondFactorInput = z.infer<typeof ConfirmSecondFactorInput>;

export const PasswordAndCodeInput = z.object({ password, code });
export type PasswordAndCodeInput = z.infer<typeof PasswordAndCodeInput>;

export const OperatorIdInput = z.object({ operatorId: id });
export type OperatorIdInput = z.infer<typeof OperatorIdInput>;

export const ListOperatorsInput = z.object({
  cursor: z.string().max(8_192).nullish(),
  limit: z.number().int().min(1).max(100).default(50),
  search: z.string().trim().max(120).optional(),
  state: z.enum(["active", "inactive", "all"]).default("active"),
});
export type ListOperatorsInput = z.input<typeof ListOperatorsInput>;

const operatorFields = {
  name,
  role: z.enum(ROLES),
  language: z.enum(LANGUAGES),
  seesAllGroups: z.boolean(),
  accessGroupIds: z.array(id).max(200),
};
export const CreateOperatorInput = z.object({ email, ...operatorFields });
export type CreateOperatorInput = z.infer<typeof CreateOperatorInput>;

export const UpdateOperatorInput = z
  .object({ ...operatorFields, isPresent: z.boolean(), isActive: z.boolean() })
  .partial()
  .extend({ operatorId: id });
export type UpdateOperatorInput = z.infer<typeof UpdateOperatorInput>;

const groupFields = {
  code: z
    .string()
    .trim()
    .min(1)
    .max(32)
    .regex(/^[\p{L}\p{N}_.-]+$/u),
  name,
};
export const CreateAccessGroupInput = z.object(groupFields);
export type CreateAccessGroupInput = z.infer<typeof CreateAccessGroupInput>;

export const UpdateAccessGroupInput = z.object({ accessGroupId: id, ...groupFields });
export type UpdateAccessGroupInput = z.infer<typeof UpdateAccessGroupInput>;

export const AccessGroupIdInput = z.object({ accessGroupId: id });
export type AccessGroupIdInput = z.infer<typeof AccessGroupIdInput>;
