"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useId, useState } from "react";
import { useAccount } from "../access/account";
import { trpc } from "../api/crm";
import { Combobox } from "../form/combobox";
import { useErrorText } from "../form/error-text";
import { Field } from "../form/field";
import { Avatar } from "../ui/avatar";
import { Button } from "../ui/button";
import { Dialog, DialogClose } from "../ui/dialog";
import { toast } from "../ui/toast";
import type { CaseDetail } from "./case-detail";
import { useCaseChanged } from "./use-case-changed";
import { useColleagues } from "./use-case-filters";

type OwnerFieldProps = {
  value: number | null;
  onChange: (ownerId: number | null) => void;
  /** Left out: "owner". */
  label?: string;
  error?: string;
  required?: boolean;
};

/** A colleague to own a case; absent ones are marked. */
export function OwnerField({ value, onChange, label, error, required }: OwnerFieldProps) {
  const t = useTranslations("cases");
  const name = label ?? t("details.owner");
  const colleagues = useColleagues();
  const me = useAccount().operatorId;
  return (
    <Field
      label={name}
      error={error}
      required={required}
      aside={
        value === me ? null : (
          <Button kind="link" onClick={() => onChange(me)}>
            {t("actions.takeOver")}
          </Button>
        )
      }
    >
      <Combobox
        label={name}
        placeholder={t("details.noOwner")}
        value={value === null ? null : String(value)}
        onChange={(next) => onChange(next === null ? null : Number(next))}
        options={(colleagues.data ?? [])
          // Who may only read cannot work on a case; one who owns it still stays by name.
          .filter(({ id, role }) => role !== "readOnly" || id === value)
          .map(({ id, name, isPresent }) => ({
            value: String(id),
            label: name,
            mark: <Avatar name={name} />,
            hint: isPresent ? undefined : t("actions.absent"),
          }))}
        isLoading={colleagues.isPending}
        clearable
      />
    </Field>
  );
}

/** Gives the case to somebody. Seen at once; a refusal brings the old owner back. */
export function AssignDialog({ detail, onClose }: { detail: CaseDetail; onClose: () => void }) {
  const t = useTranslations();
  const formId = useId();
  const [ownerId, setOwnerId] = useState(detail.ownerId);
  const assign = useAssign(detail);

  function submit(event: FormEvent): void {
    event.preventDefault();
    event.stopPropagation();
    onClose();
    if (ownerId !== detail.ownerId) assign(ownerId);
  }

  return (
    <Dialog
      open
      onOpenChange={(isOpen) => (isOpen ? undefined : onClose())}
      title={t("cases.actions.assign")}
      size="sm"
      footer={
        <>
          <DialogClose>
            <Button>{t("shell.actions.cancel")}</Button>
          </DialogClose>
          <Button type="submit" form={formId} kind="primary">
            {t("cases.actions.assignConfirm")}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit}>
        <OwnerField value={ownerId} onChange={setOwnerId} />
      </form>
    </Dialog>
  );
}

function useAssign(detail: CaseDetail): (ownerId: number | null) => void {
  const t = useTranslations("cases.actions");
  const utils = trpc.useUtils();
  const errorText = useErrorText();
  const changed = useCaseChanged();
  const colleagues = useColleagues();
  const assign = trpc.cases.assign.useMutation();
  return (ownerId) => {
    const ownerName = colleagues.data?.find(({ id }) => id === ownerId)?.name ?? null;
    utils.cases.get.setData({ caseId: detail.id }, (before) =>
      before ? { ...before, ownerId, ownerName } : before,
    );
    assign.mutate(
      { caseIds: [detail.id], ownerId },
      {
        onSuccess: () => toast.success(t(ownerId === null ? "unassigned" : "assigned")),
        onError: (error) => toast.error(errorText(error)),
        onSettled: () => void changed(detail.id),
      },
    );
  };
}
