"use client";

import { FileUp } from "lucide-react";
import type { ReactNode } from "react";
import { cx } from "../ui/cx";
import { useFileDrag } from "../ui/use-file-drag";

type TemplateDropProps = {
  label: string;
  /** Left out for people who may not upload. */
  onFiles?: (files: File[]) => void;
  className?: string;
  children: ReactNode;
};

/** Lets files be dropped anywhere on the page. */
export function TemplateDrop({ label, onFiles, className, children }: TemplateDropProps) {
  const { isOver, handlers } = useFileDrag((files) => onFiles?.(files));
  if (!onFiles) return <div className={className}>{children}</div>;
  return (
    <section aria-label={label} className={cx("relative", className)} {...handlers}>
      {children}
      {isOver ? (
        <div className="pointer-events-none absolute inset-1 z-30 flex min-h-40 items-start justify-center rounded-lg border-2 border-accent border-dashed bg-selected/85 pt-24">
          <p className="flex items-center gap-2 font-[600] text-md">
            <FileUp className="size-5 text-accent" aria-hidden />
            {label}
          </p>
        </div>
      ) : null}
    </section>
  );
}
