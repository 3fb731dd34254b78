"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useId, useState } from "react";
import type { Register } from "@/db/values/registers";
import { Field } from "../form/field";
import { Select } from "../form/select";
import { TextInput } from "../form/text-input";
import { PartyPicker, type PickedParty } from "../parties/party-picker";
import { Button } from "../ui/button";
import { Dialog, DialogClose } from "../ui/dialog";
import { type CheckInput, useAskable, useCheck } from "./use-check";

type CheckDialogProps = {
  cause: CheckInput["cause"];
  /** Given, it is about them and nobody else is chosen. */
  party?: PickedParty | null;
  register?: Register | null;
  caseId?: number | null;
  onClose: () => void;
  /** The line of the log that the check became. */
  onChecked?: (screeningId: number) => void;
};

/** What is asked, of whom and why, as the dialog gathers it. */
function useQuestion(props: CheckDialogProps) {
  const { cause, caseId, onClose, onChecked } = props;
  const { ask, isAsking } = useCheck();
  const askable = useAskable();
  const [party, setParty] = useState<PickedParty | null>(props.party ?? null);
  const [chosen, setRegister] = useState<Register | null>(props.register ?? null);
  const [purpose, setPurpose] = useState("");
  const [documentNo, setDocumentNo] = useState("");
  const [isTried, setTried] = useState(false);
  const register = chosen ?? askable[0] ?? null;
  const wantsDocument = register === "invalid_documents";

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    event.stopPropagation();
    setTried(true);
    if (!party || !register || isAsking || (wantsDocument && documentNo.trim() === "")) return;
    const outcome = await ask({
      ...{ partyId: party.id, register, cause, caseId, purpose },
      documentNo: wantsDocument ? documentNo : null,
    });
    if (!outcome) return;
    onClose();
    onChecked?.(outcome.screeningId);
  }

  return {
    ...{ party, setParty, register, setRegister, purpose, setPurpose, documentNo, setDocumentNo },
    ...{ askable, wantsDocument, isTried, isAsking, submit },
  };
}

/** Asks one register about one party; why somebody looks is written down with it. */
export function CheckDialog(props: CheckDialogProps) {
  const t = useTranslations("registers");
  const shell = useTranslations("shell");
  const formId = useId();
  const { party, register, purpose, documentNo, askable, wantsDocument, ...question } =
    useQuestion(props);
  const missing = (isThere: boolean) =>
    question.isTried && !isThere ? shell("form.requiredError") : undefined;
  return (
    <Dialog
      open
      onOpenChange={(isOpen) => !isOpen && props.onClose()}
      title={t("check.title")}
      description={props.party?.fullName}
      footer={
        <>
          <DialogClose>
            <Button>{shell("actions.cancel")}</Button>
          </DialogClose>
          <Button type="submit" form={formId} kind="primary" loading={question.isAsking}>
            {t("check.submit")}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={question.submit} className="grid gap-3">
        {props.party ? null : (
          <Field label={t("columns.party")} required error={missing(party !== null)}>
            <PartyPicker
              label={t("columns.party")}
              value={party}
              onChange={question.setParty}
              canCreate={false}
            />
          </Field>
        )}
        <Field label={t("columns.register")} required error={missing(register !== null)}>
          <Select
            value={register}
            onChange={question.setRegister}
            options={askable.map((value) => ({ value, label: t(`names.${value}`) }))}
          />
        </Field>
        {wantsDocument ? (
          <Field label={t("check.documentNo")} required error={missing(documentNo.trim() !== "")}>
            <TextInput value={documentNo} onChange={question.setDocumentNo} maxLength={20} />
          </Field>
        ) : null}
        <Field label={t("columns.purpose")} hint={t("check.purposeHint")}>
          <TextInput value={purpose} onChange={question.setPurpose} maxLength={300} />
        </Field>
      </form>
    </Dialog>
  );
}
