"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { CURRENCIES } from "@/db/values/claims";
import { saveGroupInput } from "@/server/domain/cases/inputs";
import { trpc } from "../api/crm";
import { Combobox } from "../form/combobox";
import { Field } from "../form/field";
import { FormActions } from "../form/form-actions";
import { Select } from "../form/select";
import { TextInput } from "../form/text-input";
import { useZodForm } from "../form/use-zod-form";
import { PartyPicker, type PickedParty } from "../parties/party-picker";
import { Sheet } from "../ui/sheet";
import { toast } from "../ui/toast";
import { DefaultFields } from "./default-fields";
import type { GroupEntry } from "./register-page";

type GroupSheetProps = { group: GroupEntry | null; onClose: () => void };

/** A group: short code, what it is, and what its new cases start with. */
export function GroupSheet({ group, onClose }: GroupSheetProps) {
  const t = useTranslations("cases");
  const form = useGroupForm({ group, onClose });
  const currency = form.values.currency ?? "CZK";
  return (
    <Sheet
      open
      onOpenChange={(isOpen) => (isOpen ? undefined : onClose())}
      title={t(group ? "register.editGroup" : "register.newGroup")}
    >
      <form {...form.props} className="grid gap-4">
        <div className="grid gap-4 sm:grid-cols-[10rem_1fr]">
          <Field label={t("register.code")} error={form.error("code")} required>
            <TextInput {...form.text("code")} maxLength={30} autoComplete="off" />
          </Field>
          <Field label={t("register.description")} error={form.error("description")}>
            <TextInput {...form.text("description")} maxLength={500} />
          </Field>
        </div>
        <CreditorField group={group} onChange={(partyId) => form.set("creditorPartyId", partyId)} />
        <div className="grid gap-4 sm:grid-cols-2">
          <Field label={t("register.currency")}>
            <Select
              value={currency}
              onChange={(next) => form.set("currency", next)}
              options={CURRENCIES.map((value) => ({ value, label: value }))}
            />
          </Field>
          <ProfileField
            value={form.values.allocationProfileId ?? null}
            onChange={(profileId) => form.set("allocationProfileId", profileId)}
          />
        </div>
        <AccessGroupField
          value={form.values.accessGroupId ?? null}
          onChange={(groupId) => form.set("accessGroupId", groupId)}
        />
        <DefaultFields
          values={form.values.defaultFields ?? {}}
          onChange={(defaultFields) => form.set("defaultFields", defaultFields)}
          currency={currency}
        />
        <FormActions isSubmitting={form.isSubmitting} error={form.formError} onCancel={onClose} />
      </form>
    </Sheet>
  );
}

function useGroupForm({ group, onClose }: GroupSheetProps) {
  const t = useTranslations("cases.register");
  const utils = trpc.useUtils();
  const save = trpc.cases.saveGroup.useMutation();
  return useZodForm({
    schema: saveGroupInput,
    initial: {
      groupId: group?.id,
      code: group?.code ?? "",
      description: group?.description ?? "",
      creditorPartyId: group?.creditorPartyId ?? null,
      accessGroupId: group?.accessGroupId ?? null,
      currency: group?.currency ?? "CZK",
      allocationProfileId: group?.allocationProfileId ?? null,
      defaultFields: group?.defaultFields ?? {},
    },
    onSubmit: (value) => save.mutateAsync(value),
    onDone: () => {
      toast.success(t("saved"));
      onClose();
      void utils.cases.groups.invalidate();
    },
    fieldOfCode: { "cases.group_code_taken": "code" },
  });
}

type CreditorFieldProps = {
  group: GroupEntry | null;
  onChange: (partyId: number | null) => void;
};

function CreditorField({ group, onChange }: CreditorFieldProps) {
  const t = useTranslations("cases");
  const [creditor, setCreditor] = useState<PickedParty | null>(
    group?.creditorPartyId
      ? { id: group.creditorPartyId, fullName: group.creditorName ?? "" }
      : null,
  );
  return (
    <Field label={t("details.creditor")} hint={t("register.creditorHint")}>
      <PartyPicker
        label={t("details.creditor")}
        value={creditor}
        onChange={(party) => {
          setCreditor(party);
          onChange(party?.id ?? null);
        }}
        createKind="legal_entity"
        clearable
      />
    </Field>
  );
}

type IdFieldProps = { value: number | null; onChange: (id: number | null) => void };

function ProfileField({ value, onChange }: IdFieldProps) {
  const t = useTranslations("cases.register");
  const profiles = trpc.claims.profiles.useQuery();
  return (
    <Field label={t("profile")} hint={t("profileHint")}>
      <Combobox
        label={t("profile")}
        placeholder={t("profileDefault")}
        value={value === null ? null : String(value)}
        onChange={(next) => onChange(next ? Number(next) : null)}
        options={(profiles.data ?? []).map(({ id, name }) => ({ value: String(id), label: name }))}
        clearable
      />
    </Field>
  );
}

function AccessGroupField({ value, onChange }: IdFieldProps) {
  const t = useTranslations("cases");
  const groups = trpc.access.groups.list.useQuery();
  return (
    <Field label={t("details.accessGroup")} hint={t("register.accessGroupHint")}>
      <Combobox
        label={t("details.accessGroup")}
        placeholder={t("register.accessGroupNone")}
        value={value === null ? null : String(value)}
        onChange={(next) => onChange(next ? Number(next) : null)}
        options={(groups.data ?? []).map(({ id, code, name }) => ({
          value: String(id),
          label: name,
          hint: code,
        }))}
        clearable
      />
    </Field>
  );
}
