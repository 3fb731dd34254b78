"use client";

import { Ban, Clock, Link2, PencilLine, RefreshCw, Split, Undo2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useMay } from "../access/account";
import { trpc } from "../api/crm";
import { useErrorText } from "../form/error-text";
import type { MenuEntry } from "../ui/menu-entries";
import { toast } from "../ui/toast";
import type { MovementRow } from "./movement-columns";
import { useUndo } from "./undo";
import { useBankChanged } from "./use-bank-changed";

export type Asked = {
  kind: "assign" | "split" | "correct" | "park" | "ignore" | "release";
  movement: MovementRow;
};

/** What a person may decide about a movement; the same in its row and in its pane. */
export function useMovementActions(
  onAsk: (asked: Asked) => void,
): (movement: MovementRow) => MenuEntry[] {
  const t = useTranslations("bank.actions");
  const may = useMay();
  const { undo } = useUndo();
  const rematch = useRematch();
  return (movement) => {
    if (!may("bank:match")) return [];
    const { state, decisionId } = movement;
    const ask = (kind: Asked["kind"]) => () => onAsk({ kind, movement });
    const back: MenuEntry[] =
      decisionId === null
        ? []
        : [{ label: t("undo"), icon: Undo2, onSelect: () => undo(decisionId) }];
    if (state === "matched" || state === "ignored") {
      const release = { label: t("release"), icon: Undo2, danger: true };
      return [...back, { ...release, onSelect: ask("release") }];
    }
    const paying: MenuEntry[] =
      movement.amountMinor > 0
        ? [
            { label: t("assign"), icon: Link2, onSelect: ask("assign") },
            { label: t("split"), icon: Split, onSelect: ask("split") },
            { label: t("correct"), icon: PencilLine, onSelect: ask("correct") },
          ]
        : [];
    return [
      ...paying,
      { label: t("rematch"), icon: RefreshCw, onSelect: () => rematch(movement.id) },
      { label: t("park"), icon: Clock, onSelect: ask("park") },
      { label: t("ignore"), icon: Ban, onSelect: ask("ignore") },
      ...back,
    ];
  };
}

function useRematch(): (movementId: number) => void {
  const t = useTranslations("bank");
  const errorText = useErrorText();
  const changed = useBankChanged();
  const { mutate } = trpc.bank.rematch.useMutation({
    onSuccess: ({ state, reason }) => {
      const outcome = state === "matched" ? "matched" : "open";
      toast.info(t(`rematched.${outcome}`, { reason: t(`reasons.${reason}`) }));
      void changed();
    },
    onError: (error) => toast.error(errorText(error)),
  });
  return (movementId) => mutate({ movementId });
}
