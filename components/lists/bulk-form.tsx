"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, type ReactNode, useId, useState } from "react";
import type { ListName } from "@/db/values/lists";
import { trpc } from "../api/crm";
import { useErrorText } from "../form/error-text";
import { Banner } from "../ui/banner";
import { Button } from "../ui/button";
import { Dialog, DialogClose, type DialogProps } from "../ui/dialog";
import type { BulkRequest, BulkStart } from "./bulk";

export type BulkFormProps = {
  list: ListName;
  title: string;
  /** How many rows, and of what. */
  chosen: string;
  /** Which of them are meant, where that goes without saying for nobody. */
  hint?: string;
  selected: BulkStart["selection"];
  /** null while something that must be said is missing. */
  request: BulkRequest | null;
  isDanger?: boolean;
  size?: DialogProps["size"];
  onClose: () => void;
  onStarted: (bulkActionId: number) => void;
  /** The questions; `missing` is the word at an answer that is not there yet. */
  children: (missing: string | undefined) => ReactNode;
};

/** The last look before many rows are changed: what, with how many, by what values. */
export function BulkForm(props: BulkFormProps) {
  const { list, title, chosen, hint, selected, request, isDanger, size, onClose, onStarted } =
    props;
  const t = useTranslations();
  const formId = useId();
  const errorText = useErrorText();
  const start = trpc.lists.startBulk.useMutation();
  const [isTried, setTried] = useState(false);

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    setTried(true);
    if (!request || start.isPending) return;
    const begun = await start
      .mutateAsync({ list, ...request, selection: selected })
      .catch(() => null);
    if (begun) onStarted(begun.bulkActionId);
  }

  return (
    <Dialog
      open
      onOpenChange={(isOpen) => (isOpen ? undefined : onClose())}
      title={title}
      size={size}
      description={<span className="figures font-[600]">{chosen}</span>}
      footer={
        <>
          <DialogClose>
            <Button>{t("shell.actions.cancel")}</Button>
          </DialogClose>
          <Button
            type="submit"
            form={formId}
            kind={isDanger ? "danger" : "primary"}
            loading={start.isPending}
          >
            {t("cases.bulk.start")}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit} noValidate className="grid gap-3">
        {hint ? <p className="text-ink-2">{hint}</p> : null}
        {props.children(isTried && !request ? t("shell.form.requiredError") : undefined)}
        {start.error ? (
          <Banner tone="danger" role="alert">
            {errorText(start.error)}
          </Banner>
        ) : null}
      </form>
    </Dialog>
  );
}
