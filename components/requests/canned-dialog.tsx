"use client";

import { useTranslations } from "next-intl";
import { LANGUAGES } from "@/db/values/access";
import { saveCannedInput } from "@/server/domain/requests/inputs";
import { trpc } from "../api/crm";
import { Checkbox } from "../form/checkbox";
import { Field } from "../form/field";
import { FormActions } from "../form/form-actions";
import { Textarea, TextInput } from "../form/text-input";
import { useZodForm } from "../form/use-zod-form";
import { Dialog } from "../ui/dialog";
import { toast } from "../ui/toast";
import type { Canned } from "./canned-section";
import { CheckList } from "./check-list";
import { useRequestOptions } from "./use-words";

type Props = { answer: Canned | null; onClose: () => void };

function useCannedForm({ answer, onClose }: Props) {
  const t = useTranslations("requests.canned");
  const utils = trpc.useUtils();
  const save = trpc.requests.saveCanned.useMutation();
  const { id: answerId, ...own } = answer ?? {
    ...{ id: undefined, shortcut: "", kinds: [], texts: {}, isActive: true, version: 0 },
  };
  return useZodForm({
    schema: saveCannedInput,
    initial: { ...own, answerId },
    fieldOfCode: { "requests.shortcut_taken": "shortcut" },
    onSubmit: async (value) => {
      await save.mutateAsync(value);
      await utils.requests.canned.invalidate();
      await utils.requests.cannedFor.invalidate();
    },
    onDone: () => {
      toast.success(t("saved"));
      onClose();
    },
  });
}

/** An answer in every language that clients write in. */
export function CannedDialog({ answer, onClose }: Props) {
  const t = useTranslations("requests.canned");
  const shell = useTranslations("shell.locales");
  const options = useRequestOptions();
  const form = useCannedForm({ answer, onClose });
  const texts = form.values.texts ?? {};
  return (
    <Dialog
      open
      size="lg"
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t(answer ? "editTitle" : "add")}
    >
      <form {...form.props} className="grid gap-4">
        <Field
          label={t("shortcut")}
          hint={t("shortcutHint")}
          error={form.error("shortcut")}
          required
        >
          <TextInput {...form.text("shortcut")} autoComplete="off" />
        </Field>
        <CheckList
          legend={t("kinds")}
          options={options.kinds}
          value={form.values.kinds ?? []}
          onChange={(kinds) => form.set("kinds", kinds)}
        />
        <p className="text-ink-2 text-xs">{t("fieldsHint", { example: EXAMPLE })}</p>
        {LANGUAGES.map((language) => (
          <Field
            key={language}
            label={shell(language)}
            error={language === LANGUAGES[0] ? form.error("texts") : undefined}
          >
            <Textarea
              value={texts[language] ?? ""}
              rows={3}
              onChange={(text) => form.set("texts", { ...texts, [language]: text })}
            />
          </Field>
        ))}
        <Checkbox
          label={t("isActive")}
          checked={form.values.isActive ?? true}
          onChange={(isOn) => form.set("isActive", isOn)}
        />
        <FormActions
          submitLabel={t("save")}
          isSubmitting={form.isSubmitting}
          error={form.formError}
          onCancel={onClose}
        />
      </form>
    </Dialog>
  );
}

/** Passed in as a value: braces of a template are not those of our texts. */
const EXAMPLE = "{Klient.CeléJméno}, {Případ.RefNo}, {Dluh.Celkem}";
