"use client";

import { useTranslations } from "next-intl";
import { TAG_EFFECTS, type TagEffect } from "@/db/values/cases";
import { saveTagInput } from "@/server/domain/cases/inputs";
import { trpc } from "../api/crm";
import { Checkbox, RadioGroup } from "../form/checkbox";
import { Field } from "../form/field";
import { FormActions } from "../form/form-actions";
import { TextInput } from "../form/text-input";
import { useZodForm } from "../form/use-zod-form";
import { Tag } from "../ui/badge";
import { Sheet } from "../ui/sheet";
import { toast } from "../ui/toast";
import { type Tone, toneOf } from "../ui/tone";
import type { TagEntry } from "./case-tags";

const colours: readonly Tone[] = ["neutral", "info", "positive", "warning", "danger", "violet"];

const known = (effects: readonly string[]): TagEffect[] =>
  TAG_EFFECTS.filter((effect) => effects.includes(effect));

/** A tag: its name and colour, and what it forbids while it stands on a case. */
export function TagSheet({ tag, onClose }: { tag: TagEntry | null; onClose: () => void }) {
  const t = useTranslations("cases");
  const utils = trpc.useUtils();
  const save = trpc.cases.saveTag.useMutation();
  const form = useZodForm({
    schema: saveTagInput,
    initial: {
      tagId: tag?.id,
      code: tag?.code ?? "",
      name: tag?.name ?? "",
      colour: tag ? toneOf(tag.colour) : "neutral",
      effects: known(tag?.effects ?? []),
    },
    onSubmit: (value) => save.mutateAsync(value),
    onDone: () => {
      toast.success(t("register.saved"));
      onClose();
      void utils.cases.tags.invalidate();
    },
    fieldOfCode: { "cases.tag_code_taken": "code" },
  });
  return (
    <Sheet
      open
      onOpenChange={(isOpen) => (isOpen ? undefined : onClose())}
      title={t(tag ? "register.editTag" : "register.newTag")}
    >
      <form {...form.props} className="grid gap-4">
        <Field label={t("register.tagName")} error={form.error("name")} required>
          <TextInput {...form.text("name")} maxLength={120} autoComplete="off" />
        </Field>
        <Field
          label={t("register.code")}
          hint={t("register.tagCodeHint")}
          error={form.error("code")}
          required
        >
          <TextInput {...form.text("code")} maxLength={60} autoComplete="off" />
        </Field>
        <Field label={t("register.colour")}>
          <RadioGroup
            inline
            value={toneOf(form.values.colour)}
            onChange={(colour) => form.set("colour", colour)}
            options={colours.map((colour) => ({
              value: colour,
              label: <Tag tone={colour}>{t(`register.colours.${colour as "info"}`)}</Tag>,
            }))}
          />
        </Field>
        <EffectBoxes
          value={form.values.effects ?? []}
          onChange={(effects) => form.set("effects", effects)}
        />
        <FormActions isSubmitting={form.isSubmitting} error={form.formError} onCancel={onClose} />
      </form>
    </Sheet>
  );
}

type EffectBoxesProps = { value: readonly TagEffect[]; onChange: (effects: TagEffect[]) => void };

function EffectBoxes({ value, onChange }: EffectBoxesProps) {
  const t = useTranslations("cases");
  return (
    <fieldset className="grid gap-1">
      <legend className="mb-1 font-[550] text-ink-2">{t("register.effects")}</legend>
      {TAG_EFFECTS.map((effect) => (
        <Checkbox
          key={effect}
          label={t(`tags.effects.${effect}`)}
          hint={t(`register.effectHints.${effect}`)}
          checked={value.includes(effect)}
          onChange={(isOn) =>
            onChange(known(isOn ? [...value, effect] : value.filter((each) => each !== effect)))
          }
        />
      ))}
    </fieldset>
  );
}
