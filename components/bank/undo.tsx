"use client";

import { useTranslations } from "next-intl";
import { createContext, type ReactNode, useContext, useMemo, useRef } from "react";
import { trpc } from "../api/crm";
import { useErrorText } from "../form/error-text";
import { useShortcut } from "../shell/shortcuts";
import { toast } from "../ui/toast";
import { useBankChanged } from "./use-bank-changed";

export type Undo = {
  /** Says what was decided, with the way back; the queue and every balance are asked for again. */
  decided: (decisionId: number, message: string) => void;
  /** Takes a decision back; without one, the last of this page. */
  undo: (decisionId?: number) => void;
};

const UndoContext = createContext<Undo | null>(null);

export function useUndo(): Undo {
  const undo = useContext(UndoContext);
  if (!undo) throw new Error("UndoProvider is missing");
  return undo;
}

/** Remembers what was decided on this page, so that Ctrl+Z takes it back step by step. */
export function UndoProvider({ children }: { children: ReactNode }) {
  const t = useTranslations("bank.pane");
  const errorText = useErrorText();
  const changed = useBankChanged();
  const stack = useRef<number[]>([]);
  const { mutate } = trpc.bank.undo.useMutation({
    onSuccess: () => {
      toast.success(t("undone"));
      void changed();
    },
    onError: (error) => toast.error(errorText(error)),
  });
  const undo = useRef<Undo["undo"]>(() => {});
  undo.current = (decisionId = stack.current.at(-1)) => {
    if (decisionId === undefined) return;
    stack.current = stack.current.filter((each) => each !== decisionId);
    mutate({ decisionId, note: t("undoReason") });
  };
  const decided = useRef<Undo["decided"]>(() => {});
  decided.current = (decisionId, message) => {
    stack.current.push(decisionId);
    const action = { label: t("undo"), onClick: () => undo.current(decisionId) };
    toast.success(message, { action });
    void changed();
  };
  useShortcut({ keys: "mod+z", label: t("undo"), group: "lists", run: () => undo.current() });
  const value = useMemo<Undo>(
    () => ({
      decided: (...args) => decided.current(...args),
      undo: (...args) => undo.current(...args),
    }),
    [],
  );
  return <UndoContext value={value}>{children}</UndoContext>;
}
