"use client";

import { Plus, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import type { RouterInput } from "../api/crm";
import { Combobox } from "../form/combobox";
import { Field } from "../form/field";
import { NumberInput } from "../form/number-input";
import { Button } from "../ui/button";
import { IconButton } from "../ui/icon-button";
import { useRequestOptions } from "./use-words";

export type Target = RouterInput["requests"]["saveSettings"]["targets"][number];

type Props = {
  value: readonly Target[];
  onChange: (targets: Target[]) => void;
  errors: Readonly<Record<string, string>>;
};

/** What is promised, in working minutes; the line that says most of a request decides. */
export function TargetList({ value, onChange, errors }: Props) {
  const t = useTranslations("requests");
  const change = (at: number, part: Partial<Target>) =>
    onChange(value.map((each, index) => (index === at ? { ...each, ...part } : each)));
  const first = { kind: null, priority: null, replyMinutes: 480, resolutionMinutes: 2_400 };
  return (
    <fieldset className="grid gap-2">
      <legend className="pb-1 font-[550] text-ink-2">{t("promises.targets")}</legend>
      {value.map((target, at) => (
        <TargetRow
          // biome-ignore lint/suspicious/noArrayIndexKey: a line is what stands at its place
          key={`${at}-${value.length}`}
          {...{ target, errors, at }}
          onChange={(part) => change(at, part)}
          onRemove={value.length > 1 ? () => onChange(value.filter((_, i) => i !== at)) : undefined}
        />
      ))}
      {errors.targets ? (
        <p role="alert" className="text-danger text-xs">
          {errors.targets}
        </p>
      ) : null}
      <Button
        size="sm"
        icon={Plus}
        className="justify-self-start"
        onClick={() => onChange([...value, first])}
      >
        {t("promises.addTarget")}
      </Button>
    </fieldset>
  );
}

type RowProps = {
  target: Target;
  at: number;
  errors: Readonly<Record<string, string>>;
  onChange: (part: Partial<Target>) => void;
  onRemove: (() => void) | undefined;
};

function TargetRow({ target, at, errors, onChange, onRemove }: RowProps) {
  const t = useTranslations("requests");
  const { kinds, priorities } = useRequestOptions();
  const minutes = (key: "replyMinutes" | "resolutionMinutes") => (
    <Field label={t(`promises.${key}`)} error={errors[`targets.${at}.${key}`]}>
      <NumberInput
        value={target[key]}
        onChange={(count) => onChange({ [key]: count } as Partial<Target>)}
      />
    </Field>
  );
  return (
    <div className="grid items-end gap-2 border-rule border-b pb-2 sm:grid-cols-[1fr_1fr_8rem_8rem_2rem]">
      <Field label={t("desk.filters.kind")}>
        <Combobox
          label={t("desk.filters.kind")}
          placeholder={t("promises.anyKind")}
          clearable
          value={target.kind}
          options={kinds}
          onChange={(next) =>
            onChange({ kind: kinds.find(({ value }) => value === next)?.value ?? null })
          }
        />
      </Field>
      <Field label={t("desk.filters.priority")}>
        <Combobox
          label={t("desk.filters.priority")}
          placeholder={t("promises.anyPriority")}
          clearable
          value={target.priority}
          options={priorities}
          onChange={(next) =>
            onChange({ priority: priorities.find(({ value }) => value === next)?.value ?? null })
          }
        />
      </Field>
      {minutes("replyMinutes")}
      {minutes("resolutionMinutes")}
      {onRemove ? (
        <IconButton
          icon={Trash2}
          label={`${t("promises.removeTarget")} ${at + 1}`}
          onClick={onRemove}
        />
      ) : (
        <span />
      )}
    </div>
  );
}
