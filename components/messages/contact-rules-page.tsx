"use client";

import { useTranslations } from "next-intl";
import { CHANNELS, type Channel } from "@/db/values/messages";
import { saveContactRulesInput } from "@/server/domain/messages/inputs";
import { type RouterOutput, trpc } from "../api/crm";
import { Checkbox } from "../form/checkbox";
import { useErrorText } from "../form/error-text";
import { Field } from "../form/field";
import { FormActions } from "../form/form-actions";
import { NumberInput } from "../form/number-input";
import { TextInput } from "../form/text-input";
import { useZodForm } from "../form/use-zod-form";
import { ErrorState } from "../ui/empty-state";
import { Section } from "../ui/section";
import { SkeletonLines } from "../ui/skeleton";
import { toast } from "../ui/toast";
import { channelIcon } from "./channel";

type Rules = RouterOutput["messages"]["rules"];
type Cap = Rules["caps"][Channel];

/** When and how often people may be written to. */
export function ContactRulesPage() {
  const t = useTranslations("messages.rules");
  const errorText = useErrorText();
  const rules = trpc.messages.rules.useQuery();
  return (
    <div className="grid max-w-2xl gap-3">
      <p className="text-ink-2">{t("hint")}</p>
      {rules.error ? (
        <ErrorState onRetry={() => void rules.refetch()}>{errorText(rules.error)}</ErrorState>
      ) : rules.data ? (
        <RulesForm rules={rules.data} />
      ) : (
        <SkeletonLines lines={8} />
      )}
    </div>
  );
}

function RulesForm({ rules }: { rules: Rules }) {
  const t = useTranslations("messages.rules");
  const form = useRulesForm(rules);
  const { values } = form;
  const caps = values.caps ?? rules.caps;
  return (
    <form {...form.props} className="grid gap-5">
      <Section title={t("times")} hint={t("timesHint")}>
        <div className="grid gap-3">
          <div className="grid max-w-64 grid-cols-2 gap-3">
            <Field label={t("quietFrom")} error={form.error("quietFrom")}>
              <TextInput {...form.text("quietFrom")} inputMode="numeric" placeholder="20:00" />
            </Field>
            <Field label={t("quietTo")} error={form.error("quietTo")}>
              <TextInput {...form.text("quietTo")} inputMode="numeric" placeholder="07:00" />
            </Field>
          </div>
          <Checkbox
            checked={values.restsOnSundays ?? false}
            onChange={(isOn) => form.set("restsOnSundays", isOn)}
            label={t("sundays")}
          />
          <Checkbox
            checked={values.restsOnHolidays ?? false}
            onChange={(isOn) => form.set("restsOnHolidays", isOn)}
            label={t("holidays")}
          />
        </div>
      </Section>
      <Section title={t("caps")} hint={t("capsHint")}>
        <ul className="grid gap-2">
          {CHANNELS.map((channel) => (
            <CapLine
              key={channel}
              channel={channel}
              cap={caps[channel]}
              error={form.error(`caps.${channel}.count`) ?? form.error(`caps.${channel}.days`)}
              onChange={(cap) => form.set("caps", { ...caps, [channel]: cap })}
            />
          ))}
        </ul>
      </Section>
      <FormActions isSubmitting={form.isSubmitting} error={form.formError} />
    </form>
  );
}

type CapLineProps = {
  channel: Channel;
  cap: Cap;
  error: string | undefined;
  onChange: (cap: Cap) => void;
};

const DEFAULT_DAYS = 7;

function CapLine({ channel, cap, error, onChange }: CapLineProps) {
  const t = useTranslations("messages");
  const Icon = channelIcon[channel];
  const name = t(`channels.${channel}`);
  return (
    <li className="grid w-fit grid-cols-[minmax(7rem,11rem)_4.5rem_auto_4.5rem] items-center gap-2">
      <span className="inline-flex items-center gap-1.5 font-[550]">
        <Icon className="size-3.5 shrink-0 text-ink-3" aria-hidden />
        {name}
      </span>
      <NumberInput
        aria-label={t("rules.countOf", { channel: name })}
        value={cap?.count ?? null}
        onChange={(count) =>
          onChange(count === null ? null : { count, days: cap?.days ?? DEFAULT_DAYS })
        }
      />
      <span className="text-ink-2">{t("rules.days")}</span>
      <NumberInput
        aria-label={t("rules.daysOf", { channel: name })}
        value={cap?.days ?? null}
        disabled={cap === null}
        onChange={(days) => cap && onChange({ ...cap, days: days ?? DEFAULT_DAYS })}
      />
      {error ? <span className="col-span-4 text-danger text-xs">{error}</span> : null}
    </li>
  );
}

function useRulesForm(rules: Rules) {
  const t = useTranslations("messages.rules");
  const utils = trpc.useUtils();
  const save = trpc.messages.saveRules.useMutation();
  return useZodForm({
    schema: saveContactRulesInput,
    initial: rules,
    onSubmit: (input) => save.mutateAsync(input),
    onDone: () => {
      toast.success(t("saved"));
      void utils.messages.rules.invalidate();
    },
  });
}
