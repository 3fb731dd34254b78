"use client";

import { useTranslations } from "next-intl";

/** Stands where a button to send would be: a person learns what to ask for, not only that it is gone. */
export function SendingRight() {
  const t = useTranslations("messages");
  const access = useTranslations("access.permissions");
  return (
    <p className="max-w-64 text-balance text-ink-3 text-xs">
      {t("needsRight", { right: access("messages:send") })}
    </p>
  );
}
