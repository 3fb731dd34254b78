"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { trpc } from "../api/crm";
import { useErrorText } from "../form/error-text";
import { ConfirmDialog } from "../ui/confirm-dialog";
import type { MenuEntry } from "../ui/menu-entries";
import { toast } from "../ui/toast";
import { useAccount } from "./account";
import type { OperatorRow } from "./operators-page";

export type RescueAction =
  | "resetPassword"
  | "resetSecondFactor"
  | "signOut"
  | "deactivate"
  | "activate";

/** What an administrator can do for, or against, another operator's way in. */
export function useRescueEntries(
  choose: (action: RescueAction, row: OperatorRow) => void,
): (row: OperatorRow) => MenuEntry[] {
  const t = useTranslations("access.operators");
  const { operatorId } = useAccount();
  return (row) => {
    const entry = (action: RescueAction, danger = false): MenuEntry => ({
      label: t(action),
      danger,
      onSelect: () => choose(action, row),
    });
    if (row.id === operatorId) return [];
    if (!row.isActive) return [{ kind: "separator" }, entry("activate")];
    return [
      { kind: "separator" },
      entry("resetPassword"),
      ...(row.hasSecondFactor ? [entry("resetSecondFactor")] : []),
      ...(row.openSessions > 0 ? [entry("signOut")] : []),
      { kind: "separator" },
      entry("deactivate", true),
    ];
  };
}

type Props = {
  action: RescueAction;
  row: OperatorRow;
  onClose: () => void;
  onTold: (told: { name: string; password: string }) => void;
};

function useRescue({ action, row, onTold }: Props): () => Promise<void> {
  const operatorId = row.id;
  const setPassword = trpc.access.operators.setTemporaryPassword.useMutation();
  const resetFactor = trpc.access.operators.resetSecondFactor.useMutation();
  const signOut = trpc.access.operators.signOut.useMutation();
  const update = trpc.access.operators.update.useMutation();
  return async () => {
    if (action === "resetPassword") {
      const { temporaryPassword } = await setPassword.mutateAsync({ operatorId });
      onTold({ name: row.name, password: temporaryPassword });
    } else if (action === "resetSecondFactor") await resetFactor.mutateAsync({ operatorId });
    else if (action === "signOut") await signOut.mutateAsync({ operatorId });
    else await update.mutateAsync({ operatorId, isActive: action === "activate" });
  };
}

/** Asks, acts, and stays open with the reason when the server refuses. */
export function OperatorRescue(props: Props) {
  const { action, row, onClose } = props;
  const t = useTranslations("access.operators");
  const errorText = useErrorText();
  const utils = trpc.useUtils();
  const run = useRescue(props);
  const [error, setError] = useState<string | null>(null);
  async function confirm(): Promise<void> {
    try {
      await run();
      onClose();
      if (action !== "resetPassword") toast.success(t("done"));
      await utils.access.operators.list.invalidate();
    } catch (caught) {
      setError(errorText(caught));
    }
  }
  return (
    <ConfirmDialog
      open
      onOpenChange={(isOpen) => (isOpen ? undefined : onClose())}
      title={`${t(action)}: ${row.name}`}
      description={action === "activate" ? undefined : t(`${action}Hint`)}
      confirmLabel={t(action)}
      danger={action !== "activate"}
      onConfirm={confirm}
      error={error}
    />
  );
}
