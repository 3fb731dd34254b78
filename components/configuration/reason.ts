import { useTranslations } from "next-intl";
import { useCallback } from "react";

type Loose = ((key: string, params?: Record<string, string>) => string) & {
  has(key: string): boolean;
};

/** Why a call brought nothing, in words. */
export function useCallReason(): (reason: string | null) => string {
  // Reasons arrive as data, so their keys cannot be typed.
  const t = useTranslations("configuration.reasons") as unknown as Loose;
  return useCallback(
    (reason) => {
      if (reason === null) return "";
      const status = /^http_(\d+)$/.exec(reason)?.[1];
      if (status) return t("http", { status });
      return t.has(reason) ? t(reason) : reason;
    },
    [t],
  );
}
