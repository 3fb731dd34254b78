"use client";

import { Eye, EyeOff } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTypedEarly } from "../form/use-typed-early";
import { cx } from "../ui/cx";
import { controlLook, type FieldProps, PortalField } from "./portal-field";

interface Props extends FieldProps {
  name: string;
  value: string;
  onChange: (value: string) => void;
  autoComplete: "current-password" | "new-password";
}

/** A password, which its owner may look at: a long one is easily mistyped. */
export function PasswordInput({ name, value, onChange, autoComplete, ...field }: Props) {
  const t = useTranslations("portal.password");
  const early = useTypedEarly<HTMLInputElement>(value, onChange);
  const [isShown, setShown] = useState(false);
  const Icon = isShown ? EyeOff : Eye;
  return (
    <PortalField {...field}>
      {(control) => (
        <div className="relative">
          <input
            ref={early}
            {...control}
            name={name}
            type={isShown ? "text" : "password"}
            value={value}
            autoComplete={autoComplete}
            autoCapitalize="none"
            spellCheck={false}
            onChange={(event) => onChange(event.target.value)}
            className={cx(controlLook, "h-control pr-12")}
          />
          <button
            type="button"
            aria-pressed={isShown}
            aria-label={t("show")}
            className="absolute inset-y-0 right-0 grid w-11 place-items-center rounded-md text-ink-2 hover:text-ink"
            onClick={() => setShown(!isShown)}
          >
            <Icon className="size-5" aria-hidden />
          </button>
        </div>
      )}
    </PortalField>
  );
}
