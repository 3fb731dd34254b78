"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useId, useState } from "react";
import { trpc } from "../api/crm";
import { Combobox } from "../form/combobox";
import { useErrorText } from "../form/error-text";
import { Field } from "../form/field";
import { Button } from "../ui/button";
import { Dialog, DialogClose } from "../ui/dialog";
import { toast } from "../ui/toast";
import type { CaseDetail } from "./case-detail";
import { useCaseChanged } from "./use-case-changed";
import { useGroups } from "./use-case-filters";

type GroupFieldProps = {
  value: number | null;
  onChange: (groupId: number | null) => void;
  error?: string;
  hint?: string;
};

export function GroupField({ value, onChange, error, hint }: GroupFieldProps) {
  const t = useTranslations("cases.details");
  const groups = useGroups();
  return (
    <Field label={t("group")} error={error} hint={hint}>
      <Combobox
        label={t("group")}
        placeholder={t("noGroup")}
        value={value === null ? null : String(value)}
        onChange={(next) => onChange(next === null ? null : Number(next))}
        options={(groups.data ?? []).map(({ id, code, description }) => ({
          value: String(id),
          label: code,
          hint: description,
        }))}
        isLoading={groups.isPending}
        clearable
      />
    </Field>
  );
}

/** Moves the case into another group; its data stay as they are. */
export function GroupDialog({ detail, onClose }: { detail: CaseDetail; onClose: () => void }) {
  const t = useTranslations();
  const formId = useId();
  const errorText = useErrorText();
  const changed = useCaseChanged();
  const update = trpc.cases.update.useMutation();
  const [groupId, setGroupId] = useState(detail.groupId);

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    event.stopPropagation();
    const { id: caseId, version } = detail;
    try {
      await update.mutateAsync({ caseId, version, groupId });
    } catch {
      return;
    }
    await changed(caseId);
    toast.success(t("cases.data.saved"));
    onClose();
  }

  return (
    <Dialog
      open
      onOpenChange={(isOpen) => (isOpen ? undefined : onClose())}
      title={t("cases.actions.group")}
      size="sm"
      footer={
        <>
          <DialogClose>
            <Button>{t("shell.actions.cancel")}</Button>
          </DialogClose>
          <Button type="submit" form={formId} kind="primary" loading={update.isPending}>
            {t("shell.actions.save")}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit}>
        <GroupField
          value={groupId}
          onChange={setGroupId}
          error={update.error ? errorText(update.error) : undefined}
        />
      </form>
    </Dialog>
  );
}
