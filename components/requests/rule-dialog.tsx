"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { LANGUAGES } from "@/db/values/access";
import { DISTRIBUTIONS, REQUEST_CHANNELS } from "@/db/values/requests";
import { CLIENT_KINDS, saveRuleInput } from "@/server/domain/requests/inputs";
import { trpc } from "../api/crm";
import { useColleagues, useGroups } from "../cases/use-case-filters";
import { Checkbox } from "../form/checkbox";
import { Combobox } from "../form/combobox";
import { Field } from "../form/field";
import { FormActions } from "../form/form-actions";
import { Select } from "../form/select";
import { TextInput } from "../form/text-input";
import { useZodForm } from "../form/use-zod-form";
import { Dialog } from "../ui/dialog";
import { toast } from "../ui/toast";
import { useProcesses } from "../workflow/processes";
import { CheckList } from "./check-list";
import type { RuleItem } from "./rules-section";
import { useRequestOptions } from "./use-words";

const EMPTY = {
  ...{ name: "", isActive: true, kinds: [], clientKinds: [], categories: [], caseGroupIds: [] },
  ...{ words: [], languages: [], channels: [], teamId: null, operatorId: null },
  ...{ distribution: "round_robin", priority: null, version: 0 },
} as const;

function useRuleForm(rule: RuleItem | null, onClose: () => void) {
  const t = useTranslations("requests.rules");
  const utils = trpc.useUtils();
  const save = trpc.requests.saveRule.useMutation();
  const { id: ruleId, count: _, ...own } = rule ?? { id: undefined, count: 0, ...EMPTY };
  return useZodForm({
    schema: saveRuleInput,
    initial: { ...(own as object), ruleId } as Parameters<
      typeof useZodForm<typeof saveRuleInput, unknown>
    >[0]["initial"],
    onSubmit: async (value) => {
      await save.mutateAsync(value);
      await utils.requests.rules.invalidate();
    },
    onDone: () => {
      toast.success(t("saved"));
      onClose();
    },
  });
}

export type RuleForm = ReturnType<typeof useRuleForm>;

/** What a rule asks, and to whom it leads. */
export function RuleDialog({ rule, onClose }: { rule: RuleItem | null; onClose: () => void }) {
  const t = useTranslations("requests.rules");
  const form = useRuleForm(rule, onClose);
  return (
    <Dialog
      open
      size="lg"
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t(rule ? "editTitle" : "add")}
    >
      <form {...form.props} className="grid gap-4">
        <Field label={t("name")} error={form.error("name")} required>
          <TextInput {...form.text("name")} autoComplete="off" />
        </Field>
        <RuleConditions form={form} />
        <RuleTarget form={form} />
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

function RuleConditions({ form }: { form: RuleForm }) {
  const t = useTranslations("requests");
  const shell = useTranslations("shell.locales");
  const options = useRequestOptions();
  const groups = useGroups();
  const processes = useProcesses();
  const { values } = form;
  const named = <T extends string>(all: readonly T[], label: (value: T) => string) =>
    all.map((value) => ({ value, label: label(value) }));
  return (
    <>
      <p className="text-ink-2 text-xs">{t("rules.conditions")}</p>
      <CheckList
        legend={t("desk.filters.kind")}
        options={options.kinds}
        value={values.kinds ?? []}
        onChange={(kinds) => form.set("kinds", kinds)}
      />
      <WordsField form={form} />
      <CheckList
        legend={t("rules.clientKinds")}
        options={named(CLIENT_KINDS, (kind) => t(`clientKinds.${kind}`))}
        value={values.clientKinds ?? []}
        onChange={(kinds) => form.set("clientKinds", kinds)}
      />
      <CheckList
        legend={t("rules.categories")}
        options={processes.categories
          .filter(({ category }) => category !== "request")
          .map(({ category, name }) => ({ value: category, label: name }))}
        value={values.categories ?? []}
        onChange={(categories) => form.set("categories", categories)}
      />
      <CheckList
        legend={t("rules.caseGroups")}
        options={(groups.data ?? []).map(({ id, code }) => ({ value: id, label: code }))}
        value={values.caseGroupIds ?? []}
        onChange={(ids) => form.set("caseGroupIds", ids)}
      />
      <CheckList
        legend={t("rules.languages")}
        options={named(LANGUAGES, (language) => shell(language))}
        value={values.languages ?? []}
        onChange={(languages) => form.set("languages", languages)}
      />
      <CheckList
        legend={t("rules.channels")}
        options={named(REQUEST_CHANNELS, (channel) => t(`channels.${channel}`))}
        value={values.channels ?? []}
        onChange={(channels) => form.set("channels", channels)}
      />
    </>
  );
}

/** Written as one line; the comma that one is just typing makes no word yet. */
function WordsField({ form }: { form: RuleForm }) {
  const t = useTranslations("requests.rules");
  const [text, setText] = useState((form.values.words ?? []).join(", "));
  const write = (next: string) => {
    setText(next);
    form.set(
      "words",
      next
        .split(",")
        .map((word) => word.trim())
        .filter((word) => word !== ""),
    );
  };
  return (
    <Field label={t("words")} hint={t("wordsHint")} error={form.error("words.0")}>
      <TextInput value={text} onChange={write} autoComplete="off" />
    </Field>
  );
}

/** A team or a person, never both: choosing one lets the other go. */
function RuleTarget({ form }: { form: RuleForm }) {
  const t = useTranslations("requests");
  const options = useRequestOptions();
  const colleagues = useColleagues();
  const { data } = trpc.requests.settings.useQuery();
  const { values } = form;
  const idText = (id: number | null | undefined) => (id ? String(id) : null);
  return (
    <div className="grid gap-3 sm:grid-cols-2">
      <Field label={t("rules.team")} error={form.error("teamId")}>
        <Combobox
          label={t("rules.team")}
          value={idText(values.teamId)}
          clearable
          options={(data?.teams ?? []).map(({ id, name }) => ({ value: String(id), label: name }))}
          onChange={(id) => {
            form.set("teamId", id === null ? null : Number(id));
            if (id !== null) form.set("operatorId", null);
          }}
        />
      </Field>
      <Field label={t("rules.person")}>
        <Combobox
          label={t("rules.person")}
          value={idText(values.operatorId)}
          clearable
          options={(colleagues.data ?? [])
            .filter(({ role }) => role !== "readOnly")
            .map(({ id, name }) => ({ value: String(id), label: name }))}
          onChange={(id) => {
            form.set("operatorId", id === null ? null : Number(id));
            if (id !== null) form.set("teamId", null);
          }}
        />
      </Field>
      <Field label={t("rules.distribution")}>
        <Select
          value={values.distribution ?? "round_robin"}
          onChange={(distribution) => form.set("distribution", distribution)}
          options={DISTRIBUTIONS.map((value) => ({
            value,
            label: t(`rules.distributions.${value}`),
          }))}
        />
      </Field>
      <Field label={t("desk.filters.priority")}>
        <Combobox
          label={t("desk.filters.priority")}
          value={values.priority ?? null}
          clearable
          options={options.priorities}
          onChange={(next) =>
            form.set(
              "priority",
              options.priorities.find(({ value }) => value === next)?.value ?? null,
            )
          }
        />
      </Field>
    </div>
  );
}
