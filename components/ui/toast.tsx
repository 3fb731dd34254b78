"use client";

import { CircleAlert, CircleCheck, Info, TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { Toaster as Sonner, toast as sonner } from "sonner";

type Options = {
  description?: string;
  /** For example undo. */
  action?: { label: string; onClick: () => void };
  id?: string;
};

/** A short word about what has just happened. Errors stay until they are closed. */
export const toast = {
  success: (message: string, options?: Options) => sonner.success(message, options),
  info: (message: string, options?: Options) => sonner.info(message, options),
  warning: (message: string, options?: Options) => sonner.warning(message, options),
  error: (message: string, options?: Options) =>
    sonner.error(message, { ...options, duration: Number.POSITIVE_INFINITY }),
  dismiss: (id?: string) => sonner.dismiss(id),
};

const icons = {
  success: <CircleCheck className="size-4 text-positive" aria-hidden />,
  info: <Info className="size-4 text-info" aria-hidden />,
  warning: <TriangleAlert className="size-4 text-warning" aria-hidden />,
  error: <CircleAlert className="size-4 text-danger" aria-hidden />,
};

/** Stands once in the root layout; a live region for screen readers. */
export function Toaster() {
  const t = useTranslations("shell.actions");
  return (
    <Sonner
      position="bottom-right"
      gap={8}
      visibleToasts={4}
      // A list, not a pile: the second message is as important as the first.
      expand
      style={{ fontFamily: "inherit" }}
      closeButton
      icons={icons}
      className="max-md:mb-14!"
      toastOptions={{
        unstyled: true,
        closeButtonAriaLabel: t("close"),
        classNames: {
          toast:
            "relative flex w-[356px] max-w-[calc(100vw-28px)] items-start gap-2.5 rounded-md bg-raised py-2.5 pr-8 pl-3 text-ink shadow-dialog text-base!",
          icon: "mt-0.5 shrink-0",
          content: "min-w-0 flex-1",
          title: "font-[550]",
          description: "text-ink-2",
          actionButton:
            "shrink-0 self-center rounded-sm px-1.5 font-[600] text-accent hover:bg-hover",
          closeButton:
            "absolute top-1 right-1 inline-flex size-7 items-center justify-center rounded-sm text-ink-3 hover:bg-hover hover:text-ink [&_svg]:size-3",
        },
      }}
    />
  );
}
