"use client";

import { useTranslations } from "next-intl";
import { EXISTING_MODES, IMPORT_MODES } from "@/server/domain/imports/inputs";
import { CURRENCIES } from "@/server/kernel/money";
import { trpc } from "../api/crm";
import { Combobox } from "../form/combobox";
import { DayInput } from "../form/day-input";
import { Field } from "../form/field";
import { Select } from "../form/select";
import { TextInput } from "../form/text-input";
import { Section } from "../ui/section";
import { Segmented } from "../ui/segmented";
import { useProcesses } from "../workflow/processes";
import type { ImportDetail } from "./import-state";

type Options = ImportDetail["options"];
type Props = { detail: ImportDetail; options: Options; onChange: (options: Options) => void };

const MODE_TEXT = { all: "modeAll", good: "modeGood" } as const;
const EXISTING_TEXT = {
  complete: "existingComplete",
  overwrite: "existingOverwrite",
  refuse: "existingRefuse",
} as const;

/** By which rules the import is made; only those that its kind knows. */
export function OptionsPanel({ detail, options, onChange }: Props) {
  const t = useTranslations("imports.options");
  const { kind } = detail;
  const set = (change: Partial<Options>) => onChange({ ...options, ...change });
  return (
    <Section title={t("title")}>
      <div className="grid gap-x-5 gap-y-3 sm:grid-cols-2 lg:grid-cols-3">
        {kind === "cases" ? <CaseOptions options={options} set={set} /> : null}
        {kind === "claims" || kind === "payments" ? (
          <Field label={t("currency")}>
            <Select
              value={options.currency}
              onChange={(currency) => set({ currency })}
              options={CURRENCIES.map((value) => ({ value, label: value }))}
            />
          </Field>
        ) : null}
        {kind === "payments" ? (
          <Field label={t("paidOn")}>
            <DayInput value={options.paidOn} onChange={(paidOn) => set({ paidOn })} />
          </Field>
        ) : null}
        <Field label={t("mode")}>
          <Segmented
            label={t("mode")}
            value={options.mode}
            onChange={(mode) => set({ mode })}
            options={IMPORT_MODES.map((value) => ({ value, label: t(MODE_TEXT[value]) }))}
          />
        </Field>
      </div>
    </Section>
  );
}

type Choice = { options: Options; set: (change: Partial<Options>) => void };

function CaseOptions({ options, set }: Choice) {
  const t = useTranslations("imports.options");
  const choices = trpc.imports.choices.useQuery();
  const { groups = [], accessGroups = [], operators = [] } = choices.data ?? {};
  const isNew =
    options.groupCode !== null &&
    !groups.some(({ code }) => code.toLowerCase() === options.groupCode?.toLowerCase());
  return (
    <>
      <Field label={t("group")} hint={isNew ? undefined : t("groupHint")}>
        <Combobox
          label={t("group")}
          value={options.groupCode}
          valueLabel={options.groupCode ? t("newGroup", { code: options.groupCode }) : undefined}
          onChange={(groupCode) => set({ groupCode })}
          onCreate={(name) => set({ groupCode: name.trim().slice(0, 30) })}
          options={groups.map(({ code, description }) => ({
            value: code,
            label: code,
            hint: description,
          }))}
          clearable
        />
      </Field>
      {isNew ? (
        <Field label={t("groupDescription")}>
          <TextInput
            value={options.groupDescription}
            onChange={(groupDescription) => set({ groupDescription })}
          />
        </Field>
      ) : null}
      <ProcessOptions options={options} set={set} />
      {choices.isPending || accessGroups.length > 0 ? (
        <Field label={t("accessGroup")}>
          <Combobox
            label={t("accessGroup")}
            value={options.accessGroupId === null ? null : String(options.accessGroupId)}
            onChange={(value) => set({ accessGroupId: value === null ? null : Number(value) })}
            options={accessGroups.map(({ id, name }) => ({ value: String(id), label: name }))}
            placeholder={t("anybody")}
            clearable
          />
        </Field>
      ) : null}
      <Field label={t("owner")}>
        <Combobox
          label={t("owner")}
          value={options.ownerId === null ? null : String(options.ownerId)}
          onChange={(value) => set({ ownerId: value === null ? null : Number(value) })}
          options={operators.map(({ id, name }) => ({ value: String(id), label: name }))}
          placeholder={t("nobody")}
          clearable
        />
      </Field>
      <Field label={t("existing")}>
        <Select
          value={options.existing}
          onChange={(existing) => set({ existing })}
          options={EXISTING_MODES.map((value) => ({ value, label: t(EXISTING_TEXT[value]) }))}
        />
      </Field>
    </>
  );
}

function ProcessOptions({ options, set }: Choice) {
  const t = useTranslations("imports.options");
  const processes = useProcesses();
  const process = options.category ? processes.of(options.category) : undefined;
  return (
    <>
      <Field label={t("category")}>
        <Combobox
          label={t("category")}
          value={options.category}
          onChange={(category) => set({ category, state: null, role: null })}
          options={processes.categories.map(({ category, name }) => ({
            value: category,
            label: name,
          }))}
          placeholder={t("byRow")}
          clearable
        />
      </Field>
      {process ? (
        <>
          <Field label={t("state")}>
            <Combobox
              label={t("state")}
              value={options.state}
              onChange={(state) => set({ state })}
              options={process.states
                .filter(({ isOpenable }) => isOpenable)
                .map(({ code, name }) => ({ value: code, label: name }))}
              placeholder={t("firstState")}
              clearable
            />
          </Field>
          <Field label={t("role")}>
            <Combobox
              label={t("role")}
              value={options.role}
              onChange={(role) => set({ role })}
              options={process.roles.map(({ code, name }) => ({ value: code, label: name }))}
              placeholder={t("firstRole")}
              clearable
            />
          </Field>
        </>
      ) : null}
    </>
  );
}
