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

/** A group: short code, what it is, and what its new cases start with. */
export function GroupSheet({ group, onClose }: { group: GroupEntry | null; onClose: () => void }) {
  const t = useTranslations("cases");
  const utils = trpc.useUtils();
  const save = trpc.cases.saveGroup.useMutation();
  const accessGroups = trpc.access.groups.list.useQuery();
  const profiles = trpc.claims.profiles.useQuery();
  const [creditor, setCreditor] = useState<PickedParty | null>(creditorOf(group));
  const form = useZodForm({
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
      toast.success(t("register.saved"));
      onClose();
      void utils.cases.groups.invalidate();
    },
    fieldOfCode: { "cases.group_code_taken": "code" },
  });
  const idText = (id: number | null | undefined) => (id ? String(id) : null);
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
        <Field label={t("details.creditor")} hint={t("register.creditorHint")}>
          <PartyPicker
            label={t("details.creditor")}
            value={creditor}
            onChange={(party) => {
              setCreditor(party);
              form.set("creditorPartyId", party?.id ?? null);
            }}
            createKind="legal_entity"
            clearable
          />
        </Field>
        <div className="grid gap-4 sm:grid-cols-2">
          <Field label={t("register.currency")}>
            <Select
              value={form.values.currency ?? "CZK"}
              onChange={(currency) => form.set("currency", currency)}
              options={CURRENCIES.map((value) => ({ value, label: value }))}
            />
          </Field>
          <Field label={t("register.profile")} hint={t("register.profileHint")}>
            <Combobox
              label={t("register.profile")}
              placeholder={t("register.profileDefault")}
              value={idText(form.values.allocationProfileId)}
              onChange={(next) => form.set("allocationProfileId", next ? Number(next) : null)}
              options={(profiles.data ?? []).map(({ id, name }) => ({
                value: String(id),
                label: name,
              }))}
              clearable
            />
          </Field>
        </div>
        <Field label={t("details.accessGroup")} hint={t("register.accessGroupHint")}>
          <Combobox
            label={t("details.accessGroup")}
            placeholder={t("register.accessGroupNone")}
            value={idText(form.values.accessGroupId)}
            onChange={(next) => form.set("accessGroupId", next ? Number(next) : null)}
            options={(accessGroups.data ?? []).map(({ id, code, name }) => ({
              value: String(id),
              label: name,
              hint: code,
            }))}
            clearable
          />
        </Field>
        <DefaultFields
          values={form.values.defaultFields ?? {}}
          onChange={(defaultFields) => form.set("defaultFields", defaultFields)}
          currency={form.values.currency ?? "CZK"}
        />
        <FormActions isSubmitting={form.isSubmitting} error={form.formError} onCancel={onClose} />
      </form>
    </Sheet>
  );
}

function creditorOf(group: GroupEntry | null): PickedParty | null {
  if (!group?.creditorPartyId) return null;
  return { id: group.creditorPartyId, fullName: group.creditorName ?? "" };
}
