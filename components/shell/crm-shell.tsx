"use client";

import { isLocale } from "@/server/kernel/locale";
import { trpc } from "../api/crm";
import { parseTheme } from "../theme/theme";
import type { Preference } from "./preferences";
import { Shell, type ShellProps } from "./shell";

/** The frame, joined to the operators' procedures: preferences are kept with the account. */
export function CrmShell(props: Omit<ShellProps, "onPreference">) {
  const update = trpc.access.account.update.useMutation();

  function remember(preference: Preference): void {
    if ("language" in preference && isLocale(preference.language)) {
      update.mutate({ language: preference.language });
    } else if ("theme" in preference) {
      update.mutate({ theme: parseTheme(preference.theme) });
    }
  }

  return <Shell {...props} onPreference={remember} />;
}
