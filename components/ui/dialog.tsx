"use client";

import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import { Dialog as Radix } from "radix-ui";
import type { ReactNode } from "react";
import { focusFirstField } from "./autofocus";
import { cx } from "./cx";
import { IconButton } from "./icon-button";

export type DialogProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: ReactNode;
  description?: ReactNode;
  /** Buttons, right-aligned; the main one last. */
  footer?: ReactNode;
  size?: "sm" | "md" | "lg" | "xl";
  children?: ReactNode;
};

const widths = {
  sm: "md:max-w-[400px]",
  md: "md:max-w-[520px]",
  lg: "md:max-w-[720px]",
  xl: "md:max-w-[960px]",
};

export const scrimClass = "fixed inset-0 z-50 animate-fade bg-scrim";

/** A modal question. On a phone it rises from the bottom edge. */
export function Dialog(props: DialogProps) {
  const { open, onOpenChange, title, description, footer, size = "md", children } = props;
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className={scrimClass} />
        <Radix.Content
          {...(description ? {} : { "aria-describedby": undefined })}
          onOpenAutoFocus={focusFirstField}
          className={cx(
            "fixed z-50 flex max-h-[88dvh] flex-col bg-raised shadow-dialog outline-none",
            "inset-x-0 bottom-0 animate-slide-up rounded-t-lg md:animate-rise",
            "md:inset-x-auto md:bottom-auto md:top-[12vh] md:left-1/2 md:w-[calc(100vw-2rem)] md:-translate-x-1/2 md:rounded-lg",
            widths[size],
          )}
        >
          <DialogHeader title={title} description={description} />
          {children ? (
            <div className="min-h-0 flex-1 overflow-y-auto px-4 pb-4">{children}</div>
          ) : null}
          {footer ? (
            <footer className="flex flex-wrap justify-end gap-2 border-rule border-t px-4 py-3">
              {footer}
            </footer>
          ) : null}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

/** Title, description and the closing cross of a dialog or a sheet. */
export function DialogHeader({ title, description, actions }: HeaderProps) {
  const t = useTranslations("shell.actions");
  return (
    <header className="flex items-start gap-2 px-4 pt-3.5 pb-3">
      <div className="min-w-0 flex-1">
        <Radix.Title className="font-[620] text-lg">{title}</Radix.Title>
        {description ? (
          <Radix.Description className="text-ink-2">{description}</Radix.Description>
        ) : null}
      </div>
      {actions}
      <Radix.Close asChild>
        <IconButton icon={X} label={t("close")} shortcut="escape" className="-mr-1.5" />
      </Radix.Close>
    </header>
  );
}

type HeaderProps = { title: ReactNode; description?: ReactNode; actions?: ReactNode };

/** Closes the dialog or sheet it stands in: wraps one button. */
export function DialogClose({ children }: { children: ReactNode }) {
  return <Radix.Close asChild>{children}</Radix.Close>;
}
