"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Field } from "../form/field";
import { Select } from "../form/select";
import { Textarea } from "../form/text-input";
import { BulkForm, type BulkFormProps } from "../lists/bulk-form";
import { BulkPreview } from "../messages/bulk-preview";
import { MessageQuestions } from "../messages/message-questions";
import { useOutlook } from "../messages/use-outlook";
import { type Process, useProcesses } from "../workflow/processes";
import { OwnerField } from "./assign-dialog";
import { type BulkDraft, type BulkKind, bulkRequest, emptyBulkDraft } from "./bulk-draft";
import { CustomBulkDialog } from "./custom-bulk";
import { TagFields } from "./tag-dialog";

export type { BulkKind } from "./bulk-draft";

type BulkDialogProps = Pick<
  BulkFormProps,
  "list" | "selected" | "chosen" | "hint" | "onClose" | "onStarted"
> & {
  kind: BulkKind;
  /** The process of the shown category; null while several are mixed. */
  process: Process | null;
};

/** An action with many cases, be they rows of their own list or stand behind rows of another. */
export function BulkDialog({ kind, process, ...form }: BulkDialogProps) {
  const t = useTranslations("cases.bulk");
  const [draft, setDraft] = useState<BulkDraft>(() => ({
    ...emptyBulkDraft,
    idempotencyKey: crypto.randomUUID(),
  }));
  if (kind === "message") return <MessageDialog {...{ ...form, process, draft, setDraft }} />;
  if (kind === "custom") {
    return <CustomBulkDialog {...form} idempotencyKey={draft.idempotencyKey} />;
  }
  return (
    <BulkForm
      {...form}
      title={t(kind)}
      isDanger={kind === "archive"}
      request={bulkRequest(kind, draft)}
    >
      {(missing) => <Questions {...{ kind, process, draft, setDraft, missing }} />}
    </BulkForm>
  );
}

type MessageDialogProps = Omit<BulkDialogProps, "kind"> &
  Pick<QuestionsProps, "draft" | "setDraft">;

/** A message is looked at as its first recipients will get it, before it goes to all. */
function MessageDialog({ process, draft, setDraft, ...form }: MessageDialogProps) {
  const t = useTranslations("cases.bulk");
  const { message } = draft;
  const asked = { list: form.list, selection: form.selected };
  const outlook = useOutlook(asked, message);
  return (
    <BulkForm {...form} size="xl" title={t("message")} request={bulkRequest("message", draft)}>
      {(missing) => (
        <div className="grid gap-x-5 gap-y-4 md:grid-cols-[minmax(0,5fr)_minmax(0,6fr)]">
          <div className="grid content-start gap-3">
            <MessageQuestions
              draft={message}
              onChange={(next) => setDraft({ ...draft, message: next })}
              category={process?.category ?? null}
              missing={missing}
            />
          </div>
          <BulkPreview draft={message} outlook={outlook} />
        </div>
      )}
    </BulkForm>
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
