"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useId, useState } from "react";
import { trpc } from "../api/crm";
import { Field } from "../form/field";
import { Select } from "../form/select";
import { PartyPicker, type PickedParty } from "../parties/party-picker";
import { GateNotice } from "../registers/gate-notice";
import { useGate } from "../registers/use-gate";
import { Button } from "../ui/button";
import { ConfirmDialog } from "../ui/confirm-dialog";
import { Dialog, DialogClose } from "../ui/dialog";
import { toast } from "../ui/toast";
import { nameIn, type Process } from "../workflow/processes";
import { useRefusal } from "../workflow/refusal";
import type { CaseDetail, CaseParty } from "./case-detail";
import { useCaseChanged } from "./use-case-changed";

type AddPartyProps = { detail: CaseDetail; process: Process; onClose: () => void };

/** What is being put on the case, and what stands in the way. */
function useAddParty({ detail, process, onClose }: AddPartyProps) {
  const t = useTranslations();
  const refusalOf = useRefusal(process);
  const changed = useCaseChanged();
  const add = trpc.cases.addParty.useMutation();
  const [party, setParty] = useState<PickedParty | null>(null);
  const [role, setRole] = useState<string | null>(null);
  const [error, setError] = useState<string | null>(null);
  const gate = useGate({ parties: party && role ? [{ partyId: party.id, role }] : [] });

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    event.stopPropagation();
    if (!party || !role) return setError("");
    if (gate.isShut) return;
    try {
      const isInsolvencyConfirmed = gate.isConfirmed;
      const added = { caseId: detail.id, partyId: party.id, role, isInsolvencyConfirmed };
      await add.mutateAsync(added);
      await changed(detail.id);
      toast.success(t("cases.party.added", { name: party.fullName }));
      onClose();
    } catch (cause) {
      setError(refusalOf(cause).text);
    }
  }

  return { party, setParty, role, setRole, error, gate, submit, isAdding: add.isPending };
}

/** Puts somebody on the case; without a role nobody is on a case. */
export function AddPartyDialog(props: AddPartyProps) {
  const { detail, process, onClose } = props;
  const t = useTranslations();
  const formId = useId();
  const { party, setParty, role, setRole, error, gate, submit, isAdding } = useAddParty(props);
  const taken = new Set(detail.parties.map((each) => each.role));
  const roles = process.roles.filter((each) => each.isMany || !taken.has(each.code));
  const missing = t("shell.form.requiredError");
  return (
    <Dialog
      open
      onOpenChange={(isOpen) => (isOpen ? undefined : onClose())}
      title={t("cases.actions.addParty")}
      footer={
        <>
          <DialogClose>
            <Button>{t("shell.actions.cancel")}</Button>
          </DialogClose>
          <Button
            type="submit"
            form={formId}
            kind="primary"
            loading={isAdding}
            disabled={gate.isShut}
          >
            {t("shell.actions.add")}
          </Button>
        </>
      }
    >
      <form
        id={formId}
        onSubmit={submit}
        className="grid grid-cols-[1fr_13rem] gap-3 max-sm:grid-cols-1"
      >
        <Field
          label={t("cases.party.party")}
          required
          error={error !== null && !party ? missing : error || undefined}
        >
          <PartyPicker label={t("cases.party.party")} value={party} onChange={setParty} />
        </Field>
        <Field
          label={t("cases.party.role")}
          required
          error={error !== null && !role ? missing : undefined}
        >
          <Select
            value={role}
            onChange={setRole}
            options={roles.map(({ code, name }) => ({ value: code, label: name }))}
          />
        </Field>
        <div className="col-span-full empty:hidden">
          <GateNotice gate={gate} cause="case" caseId={detail.id} />
        </div>
      </form>
    </Dialog>
  );
}

type RemovePartyProps = AddPartyProps & { party: CaseParty };

export function RemovePartyDialog({ detail, process, party, onClose }: RemovePartyProps) {
  const t = useTranslations("cases.party");
  const refusalOf = useRefusal(process);
  const changed = useCaseChanged();
  const remove = trpc.cases.removeParty.useMutation();

  async function confirm(): Promise<void> {
    try {
      await remove.mutateAsync({ caseId: detail.id, casePartyId: party.id });
    } catch {
      return;
    }
    await changed(detail.id);
    toast.success(t("removed", { name: party.fullName }));
    onClose();
  }

  return (
    <ConfirmDialog
      open
      onOpenChange={(isOpen) => (isOpen ? undefined : onClose())}
      title={t("removeTitle", { name: party.fullName })}
      description={t("removeText", { role: nameIn(process.roles, party.role) })}
      confirmLabel={t("removeConfirm")}
      danger
      onConfirm={confirm}
      error={remove.error ? refusalOf(remove.error).text : null}
    />
  );
}
