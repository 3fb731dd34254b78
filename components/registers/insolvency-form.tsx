"use client";

import { useTranslations } from "next-intl";
import { REGISTER_TIES, type RegisterTie } from "@/db/values/insolvency-procedures";
import type { InsolvencyRegister } from "@/db/values/registers";
import { saveInsolvencySettingsInput } from "@/server/domain/registers/inputs";
import { type RouterOutput, trpc } from "../api/crm";
import { useColleagues } from "../cases/use-case-filters";
import { Checkbox } from "../form/checkbox";
import { Field } from "../form/field";
import { FormActions } from "../form/form-actions";
import { Select } from "../form/select";
import { TextInput } from "../form/text-input";
import { useZodForm } from "../form/use-zod-form";
import { toast } from "../ui/toast";
import { useRegistersChanged } from "./use-check";

const COMPANY = "company";

/** Checks of insolvency altogether: when parties are chosen, every day, and who hears of changes. */
export function InsolvencyForm({ settings }: { settings: RouterOutput["registers"]["settings"] }) {
  const t = useTranslations("registers.settings");
  const changed = useRegistersChanged();
  const save = trpc.registers.saveSettings.useMutation();
  const form = useZodForm({
    schema: saveInsolvencySettingsInput,
    initial: { ...settings, bulkEmail: settings.bulkEmail ?? "" },
    fieldOfCode: { "registers.bulk_email": "bulkEmail" },
    onSubmit: (input) => save.mutateAsync(input),
    onDone: () => {
      toast.success(t("saved"));
      void changed();
    },
  });
  const { values, set } = form;
  const hasEmail = (values.bulkEmail ?? "").trim() !== "";
  return (
    <form {...form.props} className="grid max-w-3xl gap-3">
      <Checkbox
        checked={values.checksOnChoice ?? false}
        onChange={(isOn) => set("checksOnChoice", isOn)}
        label={t("checksOnChoice")}
        hint={t("checksOnChoiceHint")}
      />
      <Checkbox
        checked={values.watchesDaily ?? false}
        onChange={(isOn) => set("watchesDaily", isOn)}
        label={t("watchesDaily")}
        hint={t("watchesDailyHint")}
      />
      <BothTies czech={values.czechTies ?? []} slovak={values.slovakTies ?? []} onChange={set} />
      <div className="grid gap-3 sm:grid-cols-2">
        <Field label={t("bulkEmail")} hint={t("bulkEmailHint")} error={form.error("bulkEmail")}>
          <TextInput
            {...form.text("bulkEmail")}
            onChange={(text) => {
              set("bulkEmail", text);
              if (text.trim() === "") set("notifiesBulk", false);
            }}
            inputMode="email"
            autoComplete="off"
          />
        </Field>
        <SenderField
          value={values.bulkSenderId ?? null}
          onChange={(id) => set("bulkSenderId", id)}
        />
      </div>
      <Checkbox
        checked={hasEmail && (values.notifiesBulk ?? false)}
        disabled={!hasEmail}
        onChange={(isOn) => set("notifiesBulk", isOn)}
        label={t("notifiesBulk")}
        hint={hasEmail ? undefined : t("notifiesBulkHint")}
      />
      <FormActions
        isSubmitting={form.isSubmitting}
        error={form.formError}
        disabled={!form.isDirty}
      />
    </form>
  );
}

type BothTiesProps = {
  czech: readonly RegisterTie[];
  slovak: readonly RegisterTie[];
  onChange: (key: "czechTies" | "slovakTies", ties: RegisterTie[]) => void;
};

function BothTies({ czech, slovak, onChange }: BothTiesProps) {
  return (
    <div className="grid gap-3 sm:grid-cols-2">
      <Ties register="isir_cz" value={czech} onChange={(ties) => onChange("czechTies", ties)} />
      <Ties register="isir_sk" value={slovak} onChange={(ties) => onChange("slovakTies", ties)} />
    </div>
  );
}

type TiesProps = {
  register: InsolvencyRegister;
  value: readonly RegisterTie[];
  onChange: (ties: RegisterTie[]) => void;
};

/** By what somebody is of a register; their own country always counts. */
function Ties({ register, value, onChange }: TiesProps) {
  const t = useTranslations("registers.settings");
  const registers = useTranslations("registers.names");
  return (
    <fieldset className="grid content-start gap-1.5">
      <legend className="font-[600]">{t("ties", { register: registers(register) })}</legend>
      <p className="text-ink-2 text-sm">{t("tiesHint")}</p>
      {REGISTER_TIES.map((tie) => (
        <Checkbox
          key={tie}
          checked={tie === "country" || value.includes(tie)}
          disabled={tie === "country"}
          onChange={(isOn) =>
            onChange(REGISTER_TIES.filter((each) => (each === tie ? isOn : value.includes(each))))
          }
          label={t(`tie.${tie}`)}
        />
      ))}
    </fieldset>
  );
}

type SenderFieldProps = { value: number | null; onChange: (id: number | null) => void };

/** Under whose address the list leaves: the company's, or a colleague's. */
function SenderField({ value, onChange }: SenderFieldProps) {
  const t = useTranslations("registers.settings");
  const colleagues = useColleagues();
  return (
    <Field label={t("sender")} hint={t("senderHint")}>
      <Select
        value={value === null ? COMPANY : String(value)}
        onChange={(next) => onChange(next === COMPANY ? null : Number(next))}
        options={[
          { value: COMPANY, label: t("senderCompany") },
          ...(colleagues.data ?? []).map(({ id, name }) => ({ value: String(id), label: name })),
        ]}
      />
    </Field>
  );
}
