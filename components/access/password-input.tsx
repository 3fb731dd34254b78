"use client";

import { Eye, EyeOff } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { TextInput, type TextInputProps } from "../form/text-input";
import { IconButton } from "../ui/icon-button";

/** A password, hidden until the person wants to see what they typed. */
export function PasswordInput(props: Omit<TextInputProps, "type" | "suffix" | "icon">) {
  const t = useTranslations("shell.actions");
  const [isShown, setShown] = useState(false);
  return (
    <TextInput
      {...props}
      type={isShown ? "text" : "password"}
      spellCheck={false}
      autoCapitalize="none"
      suffix={
        <IconButton
          icon={isShown ? EyeOff : Eye}
          label={t(isShown ? "hide" : "reveal")}
          size="sm"
          aria-pressed={isShown}
          onClick={() => setShown(!isShown)}
        />
      }
    />
  );
}
