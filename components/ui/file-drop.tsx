"use client";

import { FileUp } from "lucide-react";
import { useTranslations } from "next-intl";
import { type DragEvent, useId, useState } from "react";
import { cx } from "./cx";

export type FileDropProps = {
  onFiles: (files: File[]) => void;
  /** As of <input accept>: ".xlsx,.csv". */
  accept?: string;
  multiple?: boolean;
  maxBytes?: number;
  /** What is expected: formats, size. */
  hint?: string;
  disabled?: boolean;
};

/** A place to drop files on; its input is a real one, so keyboard and screen readers just work. */
export function FileDrop(props: FileDropProps) {
  const { accept, multiple = false, hint, disabled } = props;
  const t = useTranslations("shell.file");
  const inputId = useId();
  const [problem, setProblem] = useState<string>();

  function take(list: FileList | null): void {
    const files = Array.from(list ?? []).slice(0, multiple ? undefined : 1);
    const wrong = files.find((file) => !isAccepted(file.name, accept));
    const large = files.find((file) => props.maxBytes !== undefined && file.size > props.maxBytes);
    setProblem(
      wrong
        ? t("wrongKind", { name: wrong.name })
        : large
          ? t("tooLarge", { name: large.name, limit: megabytes(props.maxBytes ?? 0) })
          : undefined,
    );
    if (files.length > 0 && !wrong && !large) props.onFiles(files);
  }

  const { isOver, handlers } = useDrop((list) => !disabled && take(list));

  return (
    <div className="grid gap-1.5">
      <label
        htmlFor={inputId}
        {...handlers}
        className={cx(
          "flex min-h-32 flex-col items-center justify-center gap-1 rounded-md border border-dashed px-4 py-6 text-center",
          "has-focus-visible:outline-2 has-focus-visible:outline-focus",
          isOver ? "border-accent bg-selected" : "border-edge bg-surface hover:bg-hover",
          disabled && "pointer-events-none opacity-45",
        )}
      >
        <FileUp className="mb-1 size-5 text-ink-3" strokeWidth={1.5} aria-hidden />
        <span>
          {isOver ? t("release") : t(multiple ? "dropMany" : "drop")} {t("or")}{" "}
          <span className="text-accent underline underline-offset-2">
            {t(multiple ? "chooseMany" : "choose")}
          </span>
        </span>
        {hint ? <span className="text-ink-2 text-xs">{hint}</span> : null}
        <input
          id={inputId}
          type="file"
          accept={accept}
          multiple={multiple}
          disabled={disabled}
          className="sr-only"
          onChange={(event) => {
            take(event.target.files);
            event.target.value = "";
          }}
        />
      </label>
      {problem ? (
        <p role="alert" className="text-danger">
          {problem}
        </p>
      ) : null}
    </div>
  );
}

function useDrop(onDrop: (files: FileList) => void) {
  const [isOver, setOver] = useState(false);
  const handlers = {
    onDragOver: (event: DragEvent) => {
      event.preventDefault();
      setOver(true);
    },
    onDragLeave: () => setOver(false),
    onDrop: (event: DragEvent) => {
      event.preventDefault();
      setOver(false);
      onDrop(event.dataTransfer.files);
    },
  };
  return { isOver, handlers };
}

function isAccepted(name: string, accept: string | undefined): boolean {
  const endings = (accept ?? "").split(",").map((part) => part.trim().toLowerCase());
  const known = endings.filter((ending) => ending.startsWith("."));
  return known.length === 0 || known.some((ending) => name.toLowerCase().endsWith(ending));
}

function megabytes(bytes: number): string {
  return `${Math.round(bytes / 1024 / 1024)} MB`;
}
