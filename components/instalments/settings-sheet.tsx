"use client";

import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import { saveSettingsInput } from "@/server/domain/instalments/inputs";
import { type RouterOutput, trpc } from "../api/crm";
import { Field } from "../form/field";
import { FormActions } from "../form/form-actions";
import { NumberInput } from "../form/number-input";
import { Select } from "../form/select";
import { useZodForm } from "../form/use-zod-form";
import { IconButton } from "../ui/icon-button";
import { Section } from "../ui/section";
import { Sheet } from "../ui/sheet";
import { SkeletonRows } from "../ui/skeleton";
import { toast } from "../ui/toast";
import { TransitionSelect } from "./transition-select";

type Setting = RouterOutput["instalments"]["settings"][number];

/** What schedules start with and what follows when one breaks: of all, and of groups of their own. */
export function SettingsSheet({ onClose }: { onClose: () => void }) {
  const t = useTranslations("instalments.settings");
  const { data } = trpc.instalments.settings.useQuery();
  return (
    <Sheet
      open
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t("title")}
      description={t("text")}
    >
      {data ? (
        <div className="grid gap-6">
          {data.map((setting) => (
            <OneSetting key={setting.groupId ?? 0} setting={setting} />
          ))}
          <NewSetting known={data} />
        </div>
      ) : (
        <SkeletonRows rows={4} />
      )}
    </Sheet>
  );
}

function OneSetting({ setting }: { setting: Setting }) {
  const t = useTranslations("instalments.settings");
  const utils = trpc.useUtils();
  const remove = trpc.instalments.removeSettings.useMutation({
    onSuccess: () => utils.instalments.settings.invalidate(),
  });
  const { groupId, groupCode } = setting;
  return (
    <Section
      level={3}
      title={groupCode ?? t("everybody")}
      actions={
        groupId === null ? null : (
          <IconButton
            icon={X}
            size="sm"
            label={t("remove")}
            onClick={() => remove.mutate({ groupId })}
          />
        )
      }
    >
      <SettingForm setting={setting} />
    </Section>
  );
}

/** A group that has none of its own yet. */
function NewSetting({ known }: { known: readonly Setting[] }) {
  const t = useTranslations("instalments.settings");
  const utils = trpc.useUtils();
  const groups = trpc.cases.groups.useQuery();
  const save = trpc.instalments.saveSettings.useMutation({
    onSuccess: () => utils.instalments.settings.invalidate(),
  });
  const has = new Set(known.map(({ groupId }) => groupId));
  const free = (groups.data ?? []).filter(({ id }) => !has.has(id));
  if (free.length === 0) return null;
  const graceDays = known[0]?.graceDays ?? 0;
  return (
    <Field label={t("group")}>
      <Select
        value={null}
        onChange={(id: string) => save.mutate({ groupId: Number(id), graceDays })}
        options={free.map(({ id, code, description }) => {
          return { value: String(id), label: code, hint: description };
        })}
      />
    </Field>
  );
}

function SettingForm({ setting }: { setting: Setting }) {
  const t = useTranslations("instalments");
  const utils = trpc.useUtils();
  const save = trpc.instalments.saveSettings.useMutation();
  const { groupId, graceDays, brokenTransition } = setting;
  const form = useZodForm({
    schema: saveSettingsInput,
    initial: { groupId, graceDays, brokenTransition },
    onSubmit: (input) => save.mutateAsync(input),
    onDone: () => {
      toast.success(t("settings.done"));
      void utils.instalments.settings.invalidate();
    },
  });
  return (
    <form {...form.props} className="grid gap-3">
      <Field label={t("create.graceDays")} error={form.error("graceDays")} required>
        <NumberInput
          name="graceDays"
          value={form.values.graceDays ?? null}
          onChange={(next) => form.set("graceDays", next)}
        />
      </Field>
      <Field label={t("create.transition")} error={form.error("brokenTransition")}>
        <TransitionSelect
          none={t("settings.noTransition")}
          value={form.values.brokenTransition ?? null}
          onChange={(code) => form.set("brokenTransition", code)}
        />
      </Field>
      <FormActions
        submitLabel={t("settings.submit")}
        isSubmitting={form.isSubmitting}
        error={form.formError}
      />
    </form>
  );
}
