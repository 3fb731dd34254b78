"use client";

import { Pencil, Plus, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { LANGUAGES } from "@/db/values/access";
import { saveCannedInput } from "@/server/domain/requests/inputs";
import { type RouterOutput, trpc } from "../api/crm";
import { Checkbox } from "../form/checkbox";
import { useErrorText } from "../form/error-text";
import { Field } from "../form/field";
import { FormActions } from "../form/form-actions";
import { Textarea, TextInput } from "../form/text-input";
import { useZodForm } from "../form/use-zod-form";
import { Badge } from "../ui/badge";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { ErrorState } from "../ui/empty-state";
import { IconButton } from "../ui/icon-button";
import { Section } from "../ui/section";
import { SkeletonLines } from "../ui/skeleton";
import { toast } from "../ui/toast";
import { CheckList } from "./check-list";
import { useRequestOptions } from "./use-words";

type Canned = RouterOutput["requests"]["canned"][number];

/** What is answered often, kept ready in the languages of clients. */
export function CannedSection() {
  const t = useTranslations("requests.canned");
  const errorText = useErrorText();
  const utils = trpc.useUtils();
  const { data, error, refetch } = trpc.requests.canned.useQuery();
  const [edited, setEdited] = useState<Canned | "new" | null>(null);
  const remove = trpc.requests.deleteCanned.useMutation({
    onSuccess: () => void utils.requests.canned.invalidate(),
    onError: (refused) => void toast.error(errorText(refused)),
  });
  return (
    <Section
      title={t("title")}
      hint={t("hint")}
      actions={
        <Button size="sm" icon={Plus} onClick={() => setEdited("new")}>
          {t("add")}
        </Button>
      }
    >
      {error ? (
        <ErrorState onRetry={() => void refetch()}>{errorText(error)}</ErrorState>
      ) : data ? (
        <CannedItems
          answers={data}
          onEdit={setEdited}
          onDelete={({ id: answerId }) => remove.mutate({ answerId })}
        />
      ) : (
        <SkeletonLines lines={4} />
      )}
      {edited ? (
        <CannedDialog answer={edited === "new" ? null : edited} onClose={() => setEdited(null)} />
      ) : null}
    </Section>
  );
}

type ItemsProps = {
  answers: Canned[];
  onEdit: (answer: Canned) => void;
  onDelete: (answer: Canned) => void;
};

function CannedItems({ answers, onEdit, onDelete }: ItemsProps) {
  const t = useTranslations("requests.canned");
  if (answers.length === 0) return <p className="text-ink-2">{t("none")}</p>;
  return (
    <ul>
      {answers.map((answer) => (
        <li key={answer.id} className="flex items-center gap-2 border-rule border-b py-1.5">
          <span className="font-[600]">/{answer.shortcut}</span>
          {LANGUAGES.filter((language) => answer.texts[language]?.trim()).map((language) => (
            <Badge key={language}>{language}</Badge>
          ))}
          <span className="min-w-0 flex-1 truncate text-ink-2 text-xs">
            {Object.values(answer.texts).find((text) => text?.trim())}
          </span>
          <IconButton
            icon={Pencil}
            size="sm"
            label={t("edit", { name: answer.shortcut })}
            onClick={() => onEdit(answer)}
          />
          <IconButton
            icon={Trash2}
            size="sm"
            label={t("delete", { name: answer.shortcut })}
            onClick={() => onDelete(answer)}
          />
        </li>
      ))}
    </ul>
  );
}

function CannedDialog({ answer, onClose }: { answer: Canned | null; onClose: () => void }) {
  const t = useTranslations("requests.canned");
  const shell = useTranslations("shell.locales");
  const options = useRequestOptions();
  const utils = trpc.useUtils();
  const save = trpc.requests.saveCanned.useMutation();
  const { id: answerId, ...own } = answer ?? {
    ...{ id: undefined, shortcut: "", kinds: [], texts: {}, isActive: true, version: 0 },
  };
  const form = useZodForm({
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
