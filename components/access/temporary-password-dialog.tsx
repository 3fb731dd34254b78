"use client";

import { useTranslations } from "next-intl";
import { Button } from "../ui/button";
import { CopyButton } from "../ui/copy-button";
import { Dialog } from "../ui/dialog";

type Props = { name: string; password: string; onClose: () => void };

/** The one time that a temporary password is seen. */
export function TemporaryPasswordDialog({ name, password, onClose }: Props) {
  const t = useTranslations("access.operators");
  return (
    <Dialog
      open
      onOpenChange={(isOpen) => (isOpen ? undefined : onClose())}
      title={t("temporaryTitle")}
      description={t("temporaryHint", { name })}
      size="sm"
      footer={
        <Button kind="primary" onClick={onClose}>
          {t("understood")}
        </Button>
      }
    >
      <p className="flex items-center gap-2 rounded-md bg-sunken px-3 py-2">
        <code data-testid="temporary-password" className="code-figures text-lg">
          {password}
        </code>
        <span className="ml-auto">
          <CopyButton value={password} label={t("copyPassword")} />
        </span>
      </p>
    </Dialog>
  );
}
