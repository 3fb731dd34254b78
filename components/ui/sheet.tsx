"use client";

import { Dialog as Radix } from "radix-ui";
import type { ReactNode } from "react";
import { focusFirstField } from "./autofocus";
import { cx } from "./cx";
import { DialogHeader, type DialogProps, scrimClass } from "./dialog";

export type SheetProps = Omit<DialogProps, "size"> & {
  size?: "sm" | "md" | "lg";
  /** Beside the closing cross: previous and next, open as page. */
  actions?: ReactNode;
};

const widths = { sm: "md:max-w-[380px]", md: "md:max-w-[520px]", lg: "md:max-w-[760px]" };

/** A side panel at the right edge: peek at a row, a form beside the list. Full width on a phone. */
export function Sheet(props: SheetProps) {
  const { open, onOpenChange, title, description, footer, size = "md", actions, children } = props;
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className={scrimClass} />
        <Radix.Content
          {...(description ? {} : { "aria-describedby": undefined })}
          onOpenAutoFocus={focusFirstField}
          className={cx(
            "fixed inset-y-0 right-0 z-50 flex w-full animate-slide flex-col bg-raised shadow-dialog outline-none",
            widths[size],
          )}
        >
          <div className="border-rule border-b">
            <DialogHeader title={title} description={description} actions={actions} />
          </div>
          <div className="min-h-0 flex-1 overflow-y-auto px-4 py-3">{children}</div>
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
