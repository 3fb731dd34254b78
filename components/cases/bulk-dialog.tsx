"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useId, useState } from "react";
import { trpc } from "../api/crm";
import { useErrorText } from "../form/error-text";
import { Field } from "../form/field";
import { Select } from "../form/select";
import { Textarea } from "../form/text-input";
import type { BulkStart } from "../lists/bulk";
import { Banner } from "../ui/banner";
import { Button } from "../ui/button";
import { Dialog, DialogClose } from "../ui/dialog";
import { type Process, useProcesses } from "../workflow/processes";
import { OwnerField } from "./assign-dialog";
import { type BulkDraft, type BulkKind, bulkRequest, emptyBulkDraft } from "./bulk-draft";
import { TagFields } from "./tag-dialog";

export type { BulkKind } from "./bulk-draft";

type BulkDialogProps = {
  kind: BulkKind;
  /** The process of the shown category; null while several are mixed. */
  process: Process | null;
  selected: BulkStart["selection"];
  /** null where nobody counted that far. */
  count: number | null;
  onClose: () => void;
  onStarted: (bulkActionId: number) => void;
};

/** The last look before many cases are changed: what, with how many, by what values. */
export function BulkDialog(props: BulkDialogProps) {
  const { kind, process, selected, count, onClose, onStarted } = props;
  const t = useTranslations();
  const formId = useId();
  const errorText = useErrorText();
  const start = trpc.lists.startBulk.useMutation();
  const [draft, setDraft] = useState<BulkDraft>(emptyBulkDraft);
  const [isTried, setTried] = useState(false);
  const request = bulkRequest(kind, draft);

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    setTried(true);
    if (!request || start.isPending) return;
    const begun = await start
      .mutateAsync({ list: "cases", ...request, selection: selected })
      .catch(() => null);
    if (begun) onStarted(begun.bulkActionId);
  }

  const howMany =
    count === null
      ? t("shell.table.allMatchingSelectedUnknown")
      : t("cases.list.countExact", { count });
  return (
    <Dialog
      open
      onOpenChange={(isOpen) => (isOpen ? undefined : onClose())}
      title={t(`cases.bulk.${kind}`)}
      description={<span className="figures font-[600]">{howMany}</span>}
      footer={
        <>
          <DialogClose>
            <Button>{t("shell.actions.cancel")}</Button>
          </DialogClose>
          <Button
            type="submit"
            form={formId}
            kind={kind === "archive" ? "danger" : "primary"}
            loading={start.isPending}
          >
            {t("cases.bulk.start")}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit} noValidate className="grid gap-3">
        <Questions
          {...{ kind, process, draft, setDraft }}
          missing={isTried && !request ? t("shell.form.requiredError") : undefined}
        />
        {start.error ? (
          <Banner tone="danger" role="alert">
            {errorText(start.error)}
          </Banner>
        ) : null}
      </form>
    </Dialog>
  );
}

type QuestionsProps = {
  kind: BulkKind;
  process: Process | null;
  draft: BulkDraft;
  setDraft: (draft: BulkDraft) => void;
  missing: string | undefined;
};

function Questions({ kind, process, draft, setDraft, missing }: QuestionsProps) {
  const t = useTranslations("cases.bulk");
  switch (kind) {
    case "assign":
      return (
        <OwnerField value={draft.ownerId} onChange={(ownerId) => setDraft({ ...draft, ownerId })} />
      );
    case "move":
      return <MoveQuestions {...{ process, draft, setDraft, missing }} />;
    case "tag":
    case "untag":
      return (
        <TagFields
          value={draft.tag}
          onChange={(tag) => setDraft({ ...draft, tag })}
          isRemoval={kind === "untag"}
          error={missing}
        />
      );
    default:
      return (
        <p className="text-ink-2">{t(kind === "archive" ? "archiveHint" : "unarchiveHint")}</p>
      );
  }
}

function MoveQuestions({ process, draft, setDraft, missing }: Omit<QuestionsProps, "kind">) {
  const t = useTranslations();
  const processes = useProcesses();
  const [category, setCategory] = useState(process?.category ?? null);
  const chosen = process ?? (category ? processes.of(category) : undefined);
  return (
    <>
      {process ? null : (
        <Field label={t("cases.list.category")} hint={t("cases.bulk.categoryHint")} required>
          <Select
            value={category}
            onChange={(next) => {
              setCategory(next);
              setDraft({ ...draft, to: null });
            }}
            options={processes.categories.map((each) => ({
              value: each.category,
              label: each.name,
            }))}
          />
        </Field>
      )}
      <Field label={t("workflow.move.to")} required error={missing}>
        <Select
          value={draft.to}
          onChange={(to) => setDraft({ ...draft, to })}
          options={(chosen?.states ?? []).map(({ code, name }) => ({ value: code, label: name }))}
          disabled={!chosen}
        />
      </Field>
      <Field label={t("workflow.move.resolution")} hint={t("cases.bulk.resolutionHint")}>
        <Textarea
          value={draft.resolution}
          onChange={(resolution) => setDraft({ ...draft, resolution })}
          maxLength={2_000}
        />
      </Field>
    </>
  );
}
