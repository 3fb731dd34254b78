"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { CURRENCIES } from "@/db/values/claims";
import { trpc } from "../api/crm";
import { Checkbox } from "../form/checkbox";
import { Combobox, MultiSelect } from "../form/combobox";
import { Field } from "../form/field";
import { MoneyInput, NumberInput } from "../form/number-input";
import { Select } from "../form/select";
import { TextInput } from "../form/text-input";
import { useProcesses } from "../workflow/processes";
import type { StepForm } from "./step-sheet";
import { useOffsetText } from "./use-offset-text";

type PartProps = { form: StepForm };

function Part({ title, hint, children }: { title?: string; hint?: string; children: ReactNode }) {
  return (
    <fieldset className="grid min-w-0 gap-3">
      {title ? (
        <legend className="mb-2 w-full border-rule-strong border-b pb-1 font-[620]">
          {title}
          {hint ? <span className="ml-2 font-normal text-ink-3 text-xs">{hint}</span> : null}
        </legend>
      ) : null}
      {children}
    </fieldset>
  );
}

/** Which template goes on which day. */
export function StepWhen({ form }: PartProps) {
  const t = useTranslations("dunning.step");
  const offsetText = useOffsetText();
  const { data: templates } = trpc.templates.list.useQuery({});
  const { templateId, dayOffset } = form.values;
  return (
    <Part>
      <Field
        label={t("template")}
        hint={t("templateHint")}
        error={form.error("templateId")}
        required
      >
        <Combobox
          label={t("template")}
          value={templateId ? String(templateId) : null}
          onChange={(value) => form.set("templateId", value === null ? null : Number(value))}
          options={(templates ?? []).map(({ id, name, code }) => {
            return { value: String(id), label: name, hint: code };
          })}
        />
      </Field>
      <div className="grid grid-cols-2 gap-3">
        <Field
          label={t("dayOffset")}
          hint={typeof dayOffset === "number" ? offsetText(dayOffset) : t("dayOffsetHint")}
          error={form.error("dayOffset")}
          required
        >
          <NumberInput {...form.field("dayOffset")} value={dayOffset ?? null} />
        </Field>
        <Field label={t("graceDays")} hint={t("graceHint")} error={form.error("graceDays")}>
          <NumberInput {...form.field("graceDays")} value={form.values.graceDays ?? null} />
        </Field>
      </div>
    </Part>
  );
}

/** Which cases the step is for. */
export function StepNarrow({ form }: PartProps) {
  const t = useTranslations("dunning.step");
  const processes = useProcesses();
  const { data: groups } = trpc.cases.groups.useQuery();
  const chosen = form.values.categories ?? [];
  const states = statesOf(processes.categories, chosen);
  return (
    <Part title={t("narrow")} hint={t("narrowHint")}>
      <Field label={t("categories")}>
        <MultiSelect
          label={t("categories")}
          value={chosen}
          onChange={(value) => form.set("categories", value)}
          options={processes.categories.map(({ category, name }) => {
            return { value: category, label: name };
          })}
        />
      </Field>
      <Field label={t("states")}>
        <MultiSelect
          label={t("states")}
          value={form.values.states ?? []}
          onChange={(value) => form.set("states", value)}
          options={states}
        />
      </Field>
      <Field label={t("groups")}>
        <MultiSelect
          label={t("groups")}
          value={(form.values.groupIds ?? []).map(String)}
          onChange={(value) => form.set("groupIds", value.map(Number))}
          options={(groups ?? []).map(({ id, code, description }) => {
            return { value: String(id), label: code, hint: description || undefined };
          })}
        />
      </Field>
      <FilterFields form={form} />
    </Part>
  );
}

type Known = ReturnType<typeof useProcesses>["categories"];

/** States of the categories chosen, or of all; a code that several share stands once. */
export function statesOf(categories: Known, chosen: readonly string[]) {
  const known = new Map<string, { value: string; label: string; hint?: string }>();
  for (const { category, name, states } of categories) {
    if (chosen.length > 0 && !chosen.includes(category)) continue;
    for (const state of states) {
      if (known.has(state.code)) continue;
      const hint = chosen.length === 1 ? undefined : name;
      known.set(state.code, { value: state.code, label: state.name, hint });
    }
  }
  return [...known.values()];
}

function FilterFields({ form }: PartProps) {
  const t = useTranslations("dunning.step");
  const { data: tags } = trpc.cases.tags.useQuery();
  const filter = form.values.filter ?? {};
  const currency = form.values.currency ?? "CZK";
  const options = (tags ?? []).map(({ code, name }) => ({ value: code, label: name }));
  const set = (more: Partial<typeof filter>) => form.set("filter", { ...filter, ...more });
  return (
    <>
      <div className="grid grid-cols-[1fr_1fr_6rem] gap-3">
        <Field label={t("balanceMin")} error={form.error("filter.balanceMinMinor")}>
          <MoneyInput
            currency={currency}
            value={filter.balanceMinMinor ?? null}
            onChange={(value) => set({ balanceMinMinor: value ?? undefined })}
          />
        </Field>
        <Field label={t("balanceMax")} error={form.error("filter.balanceMaxMinor")}>
          <MoneyInput
            currency={currency}
            value={filter.balanceMaxMinor ?? null}
            onChange={(value) => set({ balanceMaxMinor: value ?? undefined })}
          />
        </Field>
        <Field label={t("currency")}>
          <Select
            value={currency}
            onChange={(value) => form.set("currency", value)}
            options={CURRENCIES.map((value) => ({ value, label: value }))}
          />
        </Field>
      </div>
      <Field label={t("tagsAny")}>
        <MultiSelect
          label={t("tagsAny")}
          value={filter.tagsAny ?? []}
          onChange={(tagsAny) => set({ tagsAny })}
          options={options}
        />
      </Field>
      <Field label={t("tagsNone")}>
        <MultiSelect
          label={t("tagsNone")}
          value={filter.tagsNone ?? []}
          onChange={(tagsNone) => set({ tagsNone })}
          options={options}
        />
      </Field>
    </>
  );
}

/** What the notice costs the debtor. */
export function StepCharge({ form }: PartProps) {
  const t = useTranslations("dunning.step");
  return (
    <Part title={t("charge")}>
      <div className="grid grid-cols-[10rem_1fr] gap-3">
        <Field label={t("fee")} error={form.error("feeMinor")}>
          <MoneyInput
            currency={form.values.currency ?? "CZK"}
            value={form.values.feeMinor || null}
            onChange={(value) => form.set("feeMinor", value ?? 0)}
          />
        </Field>
        <Field label={t("feeDescription")} error={form.error("feeDescription")}>
          <TextInput {...form.text("feeDescription")} />
        </Field>
      </div>
      <p className="text-ink-2 text-xs">{t("feeHint")}</p>
    </Part>
  );
}

const KEEP = "-";

/** What happens once it is sent, and what the step means to the plan. */
export function StepAfter({ form }: PartProps) {
  const t = useTranslations("dunning.step");
  const processes = useProcesses();
  const states = statesOf(processes.categories, form.values.categories ?? []);
  return (
    <Part title={t("after")}>
      <Field label={t("moveTo")} error={form.error("moveTo")}>
        <Combobox
          label={t("moveTo")}
          value={form.values.moveTo ?? KEEP}
          onChange={(value) => form.set("moveTo", value === KEEP ? null : value)}
          options={[{ value: KEEP, label: t("keepState") }, ...states]}
        />
      </Field>
      {(["isAuto", "isPreAction", "isLast"] as const).map((key) => (
        <Checkbox
          key={key}
          label={t(key)}
          hint={t(`${key}Hint`)}
          checked={form.values[key] ?? false}
          onChange={(isOn) => form.set(key, isOn)}
        />
      ))}
    </Part>
  );
}
