"use client";

import { useState } from "react";
import { ConfirmDialog, type ConfirmDialogProps } from "../ui/confirm-dialog";
import { toast } from "../ui/toast";
import { useErrorText } from "./error-text";

type ConfirmVerbProps = Pick<
  ConfirmDialogProps,
  "title" | "description" | "confirmLabel" | "children" | "danger"
> & {
  run: () => Promise<unknown>;
  /** Said when it is done. */
  doneText?: string;
  onClose: () => void;
};

/** Asks before something is taken away; what goes wrong is said in the dialog, which stays. */
export function ConfirmVerb({ run, doneText, onClose, ...words }: ConfirmVerbProps) {
  const errorText = useErrorText();
  const [error, setError] = useState<string | null>(null);
  async function confirm(): Promise<void> {
    setError(null);
    try {
      await run();
    } catch (caught) {
      setError(errorText(caught));
      return;
    }
    if (doneText) toast.success(doneText);
    onClose();
  }
  return (
    <ConfirmDialog
      danger
      {...words}
      open
      onOpenChange={(isOpen) => (isOpen ? undefined : onClose())}
      onConfirm={confirm}
      error={error}
    />
  );
}
