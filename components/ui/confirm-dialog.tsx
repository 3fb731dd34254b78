"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, type ReactNode, useEffect, useId, useState } from "react";
import { Button } from "./button";
import { Dialog, DialogClose, type DialogProps } from "./dialog";

export type ConfirmDialogProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: ReactNode;
  /** What will happen, and whether it can be undone. */
  description?: ReactNode;
  confirmLabel: string;
  danger?: boolean;
  size?: DialogProps["size"];
  /** Nothing would happen, or it is not known yet what. */
  isBlocked?: boolean;
  /** The person must type this word first: for what cannot be taken back. */
  typedWord?: string;
  onConfirm: () => void | Promise<void>;
  /** Stays open and shows this when the action failed. */
  error?: ReactNode;
  children?: ReactNode;
};

export function ConfirmDialog(props: ConfirmDialogProps) {
  const { open, onOpenChange, title, description, confirmLabel, typedWord, children } = props;
  const t = useTranslations("shell");
  const formId = useId();
  const [typed, setTyped] = useState("");
  const [isBusy, setBusy] = useState(false);
  const isAllowed = !props.isBlocked && (!typedWord || typed.trim() === typedWord);

  useEffect(() => {
    if (!open) setTyped("");
  }, [open]);

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (!isAllowed || isBusy) return;
    setBusy(true);
    try {
      await props.onConfirm();
    } finally {
      setBusy(false);
    }
  }

  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={title}
      description={description}
      size={props.size ?? "sm"}
      footer={
        <>
          <DialogClose>
            <Button>{t("actions.cancel")}</Button>
          </DialogClose>
          <Button
            type="submit"
            form={formId}
            kind={props.danger ? "danger" : "primary"}
            disabled={!isAllowed}
            loading={isBusy}
          >
            {confirmLabel}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit} className="grid gap-3 empty:hidden">
        {children}
        {typedWord ? <TypedWord word={typedWord} value={typed} onChange={setTyped} /> : null}
        {props.error ? (
          <p role="alert" className="text-danger">
            {props.error}
          </p>
        ) : null}
      </form>
    </Dialog>
  );
}

type TypedWordProps = { word: string; value: string; onChange: (value: string) => void };

function TypedWord({ word, value, onChange }: TypedWordProps) {
  const t = useTranslations("shell.confirm");
  return (
    <label className="grid gap-1">
      <span className="text-ink-2">{t("typeToConfirm", { word })}</span>
      <input
        value={value}
        onChange={(event) => onChange(event.target.value)}
        autoComplete="off"
        spellCheck={false}
        className="h-control rounded-md border border-edge bg-surface px-2"
      />
    </label>
  );
}
