"use client";

import { useTranslations } from "next-intl";
import { saveDeskSettingsInput } from "@/server/domain/requests/inputs";
import { type RouterOutput, trpc } from "../api/crm";
import { useColleagues } from "../cases/use-case-filters";
import { Checkbox } from "../form/checkbox";
import { Combobox } from "../form/combobox";
import { useErrorText } from "../form/error-text";
import { Field } from "../form/field";
import { FormActions } from "../form/form-actions";
import { NumberInput } from "../form/number-input";
import { useZodForm } from "../form/use-zod-form";
import { ErrorState } from "../ui/empty-state";
import { Section } from "../ui/section";
import { SkeletonLines } from "../ui/skeleton";
import { toast } from "../ui/toast";
import { type Target, TargetList } from "./target-list";
import { type Week, WorkingWeek } from "./working-week";

type Setup = RouterOutput["requests"]["settings"];

/** By when requests are answered, when people work, and what follows where it is not kept. */
export function PromisesSection() {
  const t = useTranslations("requests.promises");
  const errorText = useErrorText();
  const { data, error, refetch } = trpc.requests.settings.useQuery();
  return (
    <Section title={t("title")} hint={t("hint")}>
      {error ? (
        <ErrorState onRetry={() => void refetch()}>{errorText(error)}</ErrorState>
      ) : data ? (
        <PromisesForm key={data.version} setup={data} />
      ) : (
        <SkeletonLines lines={8} />
      )}
    </Section>
  );
}

function usePromisesForm({ country: _, teams: __, ...setup }: Setup) {
  const t = useTranslations("requests.promises");
  const utils = trpc.useUtils();
  const save = trpc.requests.saveSettings.useMutation();
  return useZodForm({
    schema: saveDeskSettingsInput,
    initial: {
      ...setup,
      workingWeek: setup.workingWeek as unknown as Week,
      targets: setup.targets as Target[],
    },
    onSubmit: async (value) => {
      await save.mutateAsync(value);
      await utils.requests.invalidate();
    },
    onDone: () => void toast.success(t("saved")),
  });
}

function PromisesForm({ setup }: { setup: Setup }) {
  const t = useTranslations("requests.promises");
  const form = usePromisesForm(setup);
  const { values } = form;
  return (
    <form {...form.props} className="grid gap-4">
      <WorkingWeek
        value={(values.workingWeek ?? []) as Week}
        onChange={(week) => form.set("workingWeek", week)}
        errors={form.errors}
      />
      <p className="text-ink-2 text-xs">{t("holidays", { country: setup.country })}</p>
      <TargetList
        value={values.targets ?? []}
        onChange={(targets) => form.set("targets", targets)}
        errors={form.errors}
      />
      <EscalationFields form={form} teams={setup.teams} />
      <FormActions
        submitLabel={t("save")}
        isSubmitting={form.isSubmitting}
        error={form.formError}
      />
    </form>
  );
}

type EscalationProps = { form: ReturnType<typeof usePromisesForm>; teams: Setup["teams"] };

/** What follows once where a promise is about to be broken, or was. */
function EscalationFields({ form, teams }: EscalationProps) {
  const t = useTranslations("requests.promises");
  const colleagues = useColleagues();
  const { values } = form;
  const idText = (id: number | null | undefined) => (id ? String(id) : null);
  return (
    <fieldset className="grid gap-3">
      <legend className="pb-1 font-[550] text-ink-2">{t("escalation")}</legend>
      <div className="grid gap-3 sm:grid-cols-3">
        <Field label={t("warnPercent")} error={form.error("warnPercent")}>
          <NumberInput {...form.field("warnPercent")} value={values.warnPercent ?? null} />
        </Field>
        <Field label={t("notified")}>
          <Combobox
            label={t("notified")}
            clearable
            placeholder={t("nobody")}
            value={idText(values.notifiedOperatorId)}
            options={(colleagues.data ?? []).map(({ id, name }) => {
              return { value: String(id), label: name };
            })}
            onChange={(id) => form.set("notifiedOperatorId", id === null ? null : Number(id))}
          />
        </Field>
        <Field label={t("reassign")}>
          <Combobox
            label={t("reassign")}
            clearable
            placeholder={t("nobody")}
            value={idText(values.reassignTeamId)}
            options={teams.map(({ id, name }) => ({ value: String(id), label: name }))}
            onChange={(id) => form.set("reassignTeamId", id === null ? null : Number(id))}
          />
        </Field>
      </div>
      <Checkbox
        label={t("notifiesOwner")}
        checked={values.notifiesOwner ?? false}
        onChange={(isOn) => form.set("notifiesOwner", isOn)}
      />
      <Checkbox
        label={t("raisesPriority")}
        checked={values.raisesPriority ?? false}
        onChange={(isOn) => form.set("raisesPriority", isOn)}
      />
    </fieldset>
  );
}
