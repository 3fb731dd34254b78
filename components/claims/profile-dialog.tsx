"use client";

import { useTranslations } from "next-intl";
import { COMPONENT_KINDS } from "@/db/values/claims";
import { saveProfileInput } from "@/server/domain/claims/inputs";
import { trpc } from "../api/crm";
import { Checkbox, RadioGroup } from "../form/checkbox";
import { Field } from "../form/field";
import { FormActions } from "../form/form-actions";
import { Textarea, TextInput } from "../form/text-input";
import { useZodForm } from "../form/use-zod-form";
import { Dialog } from "../ui/dialog";
import { toast } from "../ui/toast";
import { KindOrder } from "./kind-order";
import type { Profile } from "./profile-list-page";

type ProfileDialogProps = { profile: Profile | null; onClose: () => void };

/** Makes or changes an order of payment. */
export function ProfileDialog({ profile, onClose }: ProfileDialogProps) {
  const t = useTranslations("claims.profiles");
  const form = useProfileForm({ profile, onClose });
  const { values } = form;
  return (
    <Dialog
      open
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t(profile ? "edit" : "new")}
    >
      <form {...form.props} className="grid gap-3">
        <div className="grid grid-cols-[9rem_1fr] gap-3 max-md:grid-cols-1">
          <Field label={t("code")} error={form.error("code")} required>
            <TextInput {...form.text("code")} className="code-figures" />
          </Field>
          <Field label={t("name")} error={form.error("name")} required>
            <TextInput {...form.text("name")} />
          </Field>
        </div>
        <Field label={t("order")} error={form.error("kindOrder")} required>
          <KindOrder
            value={values.kindOrder ?? []}
            onChange={(order) => form.set("kindOrder", order)}
          />
        </Field>
        <RadioGroup
          aria-label={t("order")}
          value={values.isClaimFirst ? "claim" : "kind"}
          onChange={(first) => form.set("isClaimFirst", first === "claim")}
          options={[
            { value: "claim", label: t("claimFirst") },
            { value: "kind", label: t("kindFirst") },
          ]}
        />
        <Field label={t("source")} error={form.error("source")}>
          <Textarea {...form.text("source")} rows={2} />
        </Field>
        <Checkbox
          label={t("default")}
          checked={values.isDefault === true}
          onChange={(isDefault) => form.set("isDefault", isDefault)}
        />
        <FormActions isSubmitting={form.isSubmitting} error={form.formError} onCancel={onClose} />
      </form>
    </Dialog>
  );
}

function useProfileForm({ profile, onClose }: ProfileDialogProps) {
  const t = useTranslations("claims.profiles");
  const utils = trpc.useUtils();
  const save = trpc.claims.saveProfile.useMutation();
  return useZodForm({
    schema: saveProfileInput,
    initial: {
      profileId: profile?.id,
      code: profile?.code ?? "",
      name: profile?.name ?? "",
      kindOrder: profile?.kindOrder ?? [...COMPONENT_KINDS].reverse().map((kind) => [kind]),
      isClaimFirst: profile?.isClaimFirst ?? true,
      isDefault: profile?.isDefault ?? false,
      source: profile?.source ?? "",
    },
    fieldOfCode: { "claims.profile_code_taken": "code" },
    onSubmit: (input) => save.mutateAsync(input),
    onDone: () => {
      toast.success(t("done"));
      void utils.claims.profiles.invalidate();
      onClose();
    },
  });
}
