"use client";

import { Check, Copy } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { IconButton } from "./icon-button";
import { toast } from "./toast";

/** Copies `value` and says so; `label` names what is copied. */
export function CopyButton({ value, label }: { value: string; label?: string }) {
  const t = useTranslations("shell.actions");
  const [isCopied, setCopied] = useState(false);

  useEffect(() => {
    if (!isCopied) return;
    const timer = setTimeout(() => setCopied(false), 1600);
    return () => clearTimeout(timer);
  }, [isCopied]);

  async function copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(value);
      setCopied(true);
    } catch {
      toast.error(t("copyFailed"));
    }
  }

  return (
    <>
      <IconButton
        icon={isCopied ? Check : Copy}
        label={isCopied ? t("copied") : label ? `${t("copy")}: ${label}` : t("copy")}
        size="sm"
        onClick={copy}
      />
      <span className="sr-only" aria-live="polite">
        {isCopied ? t("copied") : ""}
      </span>
    </>
  );
}
