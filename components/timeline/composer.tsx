"use client";

import { FileText, type LucideIcon, Phone, SquareCheckBig, StickyNote, Timer } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { useMay } from "../access/account";
import { useShortcut } from "../shell/shortcuts";
import { cx } from "../ui/cx";
import { Kbd } from "../ui/kbd";
import { CallForm } from "./call-form";
import { DocumentForm } from "./document-form";
import type { EventFormProps } from "./event-form";
import { NoteForm } from "./note-form";
import { TaskForm } from "./task-form";
import { WorkForm } from "./work-form";

const kinds = ["note", "task", "call_form", "work", "document"] as const;
type Kind = (typeof kinds)[number];

const looks: Record<Kind, { icon: LucideIcon; form: (props: EventFormProps) => ReactNode }> = {
  note: { icon: StickyNote, form: NoteForm },
  task: { icon: SquareCheckBig, form: TaskForm },
  call_form: { icon: Phone, form: CallForm },
  work: { icon: Timer, form: WorkForm },
  document: { icon: FileText, form: DocumentForm },
};

const keys: Partial<Record<Kind, string>> = { note: "n", task: "t" };

/** Where every event of a case is written: one line until it is needed. */
export function Composer({ caseId }: { caseId: number }) {
  const t = useTranslations("timeline.compose");
  const may = useMay();
  const [kind, setKind] = useState<Kind | null>(null);
  const allowed = kinds.filter((each) => may(each === "task" ? "tasks:edit" : "cases:edit"));
  const open = (wanted: Kind) => {
    setKind(wanted);
    focusComposer();
  };
  useShortcut(
    { keys: "n", label: t("note"), group: "general", run: () => open("note") },
    may("cases:edit"),
  );
  useShortcut(
    { keys: "t", label: t("task"), group: "general", run: () => open("task") },
    may("tasks:edit"),
  );
  if (allowed.length === 0) return null;
  const Form = kind ? looks[kind].form : null;
  const close = () => setKind(null);
  return (
    <section
      aria-label={t("label")}
      data-composer
      className={cx(
        "rounded-lg border bg-surface",
        kind ? "border-rule-strong shadow-pop" : "border-rule",
      )}
    >
      <div
        role="toolbar"
        aria-label={t("label")}
        className="flex items-center gap-0.5 overflow-x-auto p-1 [scrollbar-width:none]"
      >
        {allowed.map((each) => (
          <KindButton
            key={each}
            kind={each}
            isOn={each === kind}
            onChoose={() => (each === kind ? close() : open(each))}
          />
        ))}
      </div>
      {Form ? (
        <div className="border-rule border-t p-3">
          <Form caseId={caseId} onDone={close} onCancel={close} />
        </div>
      ) : null}
    </section>
  );
}

/** The form is drawn only after the choice; its first field takes the focus then. */
function focusComposer(): void {
  requestAnimationFrame(() =>
    requestAnimationFrame(() => {
      document.querySelector<HTMLElement>("[data-composer] [data-autofocus]")?.focus();
    }),
  );
}

type KindButtonProps = { kind: Kind; isOn: boolean; onChoose: () => void };

function KindButton({ kind, isOn, onChoose }: KindButtonProps) {
  const t = useTranslations("timeline.compose");
  const Icon = looks[kind].icon;
  const key = keys[kind];
  return (
    <button
      type="button"
      aria-expanded={isOn}
      aria-keyshortcuts={key}
      onClick={onChoose}
      className={cx(
        "inline-flex h-control shrink-0 items-center gap-1.5 rounded-md px-2 focus-visible:-outline-offset-2",
        isOn ? "bg-selected font-[600] text-ink" : "text-ink-2 hover:bg-hover hover:text-ink",
      )}
    >
      <Icon className={cx("size-3.5", isOn ? "text-accent" : "text-ink-3")} aria-hidden />
      {t(kind)}
      {key ? <Kbd keys={key} className="ml-0.5 max-sm:hidden" /> : null}
    </button>
  );
}
