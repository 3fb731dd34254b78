"use client";

import { ArrowDown, ArrowUp } from "lucide-react";
import { useTranslations } from "next-intl";
import { CHANNELS, type Channel } from "@/db/values/messages";
import { Checkbox } from "../form/checkbox";
import { useFieldGroup } from "../form/field";
import { channelIcon } from "../messages/channel";
import { IconButton } from "../ui/icon-button";
import { moveMethod, toggleMethod } from "./method-order";

type MethodPickerProps = {
  value: readonly Channel[];
  onChange: (value: Channel[]) => void;
};

/** Ways of sending: the chosen ones in the order in which they are tried, the others under them. */
export function MethodPicker({ value, onChange }: MethodPickerProps) {
  const t = useTranslations("templates.page");
  const group = useFieldGroup();
  const others = CHANNELS.filter((method) => !value.includes(method));
  return (
    <ol {...group} className="rounded-md border border-rule">
      {[...value, ...others].map((method) => {
        const name = t(`methods.${method}`);
        const at = value.indexOf(method);
        const Icon = channelIcon[method];
        return (
          <li
            key={method}
            className="flex min-h-row items-center gap-2 border-rule border-b px-2 last:border-b-0"
          >
            <Checkbox
              aria-label={name}
              checked={at >= 0}
              onChange={() => onChange(toggleMethod(value, method))}
            />
            <Icon className="size-3.5 shrink-0 text-ink-3" aria-hidden />
            <span className={at >= 0 ? "min-w-0 flex-1" : "min-w-0 flex-1 text-ink-2"}>{name}</span>
            {at >= 0 && value.length > 1 ? (
              <>
                <IconButton
                  icon={ArrowUp}
                  size="sm"
                  label={t("settings.up", { name })}
                  disabled={at === 0}
                  onClick={() => onChange(moveMethod(value, method, -1))}
                />
                <IconButton
                  icon={ArrowDown}
                  size="sm"
                  label={t("settings.down", { name })}
                  disabled={at === value.length - 1}
                  onClick={() => onChange(moveMethod(value, method, 1))}
                />
              </>
            ) : null}
          </li>
        );
      })}
    </ol>
  );
}
