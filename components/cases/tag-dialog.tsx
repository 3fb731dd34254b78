"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useId, useState } from "react";
import { trpc } from "../api/crm";
import { Combobox } from "../form/combobox";
import { DayInput } from "../form/day-input";
import { useErrorText } from "../form/error-text";
import { Field } from "../form/field";
import { TextInput } from "../form/text-input";
import { Button } from "../ui/button";
import { cx } from "../ui/cx";
import { Dialog, DialogClose } from "../ui/dialog";
import { toast } from "../ui/toast";
import { toneFill, toneOf } from "../ui/tone";
import { useTags } from "./case-tags";
import { emptyTagDraft, type TagDraft } from "./tag-draft";
import { useCaseChanged } from "./use-case-changed";
import { useEffectNames } from "./use-effect-names";

type TagFieldsProps = {
  value: TagDraft;
  onChange: (value: TagDraft) => void;
  /** Where one is taken off, only the tag itself is asked. */
  isRemoval?: boolean;
  error?: string;
};

/** Which tag, why, and until when. What the tag forbids is said before it is put on. */
export function TagFields({ value, onChange, isRemoval, error }: TagFieldsProps) {
  const t = useTranslations("cases.tags");
  const { list } = useTags();
  const effectNames = useEffectNames();
  const chosen = list.find((tag) => tag.id === value.tagId);
  return (
    <div className="grid gap-3">
      <Field
        label={t("tag")}
        required
        error={error}
        hint={
          chosen && chosen.effects.length > 0
            ? t("effectsHint", { effects: effectNames(chosen.effects).join(", ") })
            : undefined
        }
      >
        <Combobox
          label={t("tag")}
          value={value.tagId === null ? null : String(value.tagId)}
          onChange={(next) => onChange({ ...value, tagId: next === null ? null : Number(next) })}
          options={list.map(({ id, name, colour, effects }) => ({
            value: String(id),
            label: name,
            mark: (
              <span
                aria-hidden
                className={cx("h-3 w-[3px] shrink-0 rounded-full", toneFill[toneOf(colour)])}
              />
            ),
            hint: effectNames(effects).join(", ") || undefined,
          }))}
        />
      </Field>
      {isRemoval ? null : (
        <div className="grid grid-cols-[1fr_10rem] gap-3 max-sm:grid-cols-1">
          <Field label={t("reason")}>
            <TextInput
              value={value.reason}
              onChange={(reason) => onChange({ ...value, reason })}
              maxLength={500}
            />
          </Field>
          <Field label={t("endsOn")} hint={t("endsOnHint")}>
            <DayInput value={value.endsOn} onChange={(endsOn) => onChange({ ...value, endsOn })} />
          </Field>
        </div>
      )}
    </div>
  );
}

/** Puts a tag on one case. */
export function TagDialog({ caseId, onClose }: { caseId: number; onClose: () => void }) {
  const t = useTranslations();
  const formId = useId();
  const errorText = useErrorText();
  const changed = useCaseChanged();
  const tag = trpc.cases.tag.useMutation();
  const [draft, setDraft] = useState<TagDraft>(emptyTagDraft);
  const [error, setError] = useState<string>();

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    event.stopPropagation();
    if (draft.tagId === null) return setError(t("shell.form.requiredError"));
    try {
      const { tagId, reason, endsOn } = draft;
      await tag.mutateAsync({ caseIds: [caseId], tagId, reason: reason || undefined, endsOn });
      await changed(caseId);
      toast.success(t("cases.tags.added"));
      onClose();
    } catch (cause) {
      setError(errorText(cause));
    }
  }

  return (
    <Dialog
      open
      onOpenChange={(isOpen) => (isOpen ? undefined : onClose())}
      title={t("cases.actions.tag")}
      footer={
        <>
          <DialogClose>
            <Button>{t("shell.actions.cancel")}</Button>
          </DialogClose>
          <Button type="submit" form={formId} kind="primary" loading={tag.isPending}>
            {t("cases.tags.add")}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit}>
        <TagFields value={draft} onChange={setDraft} error={error} />
      </form>
    </Dialog>
  );
}
