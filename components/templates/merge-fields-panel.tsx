"use client";

import { Copy, Repeat2, Search } from "lucide-react";
import { useTranslations } from "next-intl";
import { useDeferredValue, useMemo, useState } from "react";
import type { TemplateFormat } from "@/db/values/templates";
import { fold } from "@/server/kernel/fold";
import { trpc } from "../api/crm";
import { Checkbox } from "../form/checkbox";
import { useErrorText } from "../form/error-text";
import { TextInput } from "../form/text-input";
import { ErrorState } from "../ui/empty-state";
import { Segmented } from "../ui/segmented";
import { SkeletonRows } from "../ui/skeleton";
import { groupFields, type MergeFieldGroup } from "./merge-field-groups";
import type { MergeField } from "./template";
import { useCopyExpression } from "./use-copy-expression";
import { formOf, type WrittenForm } from "./written-form";

export type MergeFieldsPanelProps = {
  caseId: number;
  /** The format of the template at hand; left out, the person chooses what to copy for. */
  format?: TemplateFormat;
};

/**
 * Every expression that a template may use, with its value on a case; a click copies it as the
 * template's format wants it.
 */
export function MergeFieldsPanel({ caseId, format }: MergeFieldsPanelProps) {
  const t = useTranslations("templates.page.fields");
  const [typed, setTyped] = useState("");
  const [onlyFilled, setOnlyFilled] = useState(false);
  const [form, setForm] = useState<WrittenForm>(format ? formOf(format) : "package");
  const forms = { package: t("package"), html: "HTML", txt: "TXT" };
  return (
    <div className="grid gap-2.5">
      <TextInput
        type="search"
        icon={Search}
        value={typed}
        onChange={setTyped}
        placeholder={t("search")}
        aria-label={t("search")}
      />
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <Checkbox label={t("onlyFilled")} checked={onlyFilled} onChange={setOnlyFilled} />
        {format ? null : (
          <span className="ml-auto inline-flex items-center gap-2">
            <span className="text-ink-2 text-xs" aria-hidden>
              {t("format")}
            </span>
            <Segmented
              label={t("format")}
              value={form}
              onChange={setForm}
              options={(["package", "html", "txt"] as const).map((value) => ({
                value,
                label: forms[value],
              }))}
            />
          </span>
        )}
      </div>
      {form === "package" ? <p className="text-ink-2 text-xs">{t("packageHint")}</p> : null}
      <FieldGroups caseId={caseId} typed={typed} onlyFilled={onlyFilled} form={form} />
    </div>
  );
}

type FieldGroupsProps = {
  caseId: number;
  typed: string;
  onlyFilled: boolean;
  form: WrittenForm;
};

function FieldGroups({ caseId, typed, onlyFilled, form }: FieldGroupsProps) {
  const t = useTranslations("templates.page.fields");
  const errorText = useErrorText();
  const query = trpc.templates.mergeFields.useQuery({ caseId });
  const wanted = useDeferredValue(typed);
  const copy = useCopyExpression(form);
  const groups = useMemo(
    () => groupFields(query.data ?? [], { typed: wanted, onlyFilled }),
    [query.data, wanted, onlyFilled],
  );
  if (query.error) {
    return <ErrorState onRetry={() => void query.refetch()}>{errorText(query.error)}</ErrorState>;
  }
  if (!query.data) return <SkeletonRows rows={8} />;
  if (groups.length === 0) return <p className="py-6 text-center text-ink-2">{t("noMatch")}</p>;
  return (
    <div className="grid gap-4">
      {groups.map((group) => (
        <FieldGroup key={group.name} group={group} onCopy={copy} />
      ))}
    </div>
  );
}

type FieldGroupProps = { group: MergeFieldGroup; onCopy: (expression: string) => void };

function FieldGroup({ group, onCopy }: FieldGroupProps) {
  const t = useTranslations("templates.page.fields");
  return (
    <section aria-label={group.name}>
      <h3 className="flex items-baseline gap-2 border-rule-strong border-b pb-1 font-[620]">
        {group.name}
        <span className="figures font-normal text-ink-3 text-xs">{group.fields.length}</span>
        {group.isList ? (
          <span className="ml-auto inline-flex items-center gap-1 font-normal text-ink-3 text-xs">
            <Repeat2 className="size-3" aria-hidden />
            {t("repeats")}
          </span>
        ) : null}
      </h3>
      <ul>
        {group.fields.map((field) => (
          <FieldLine key={field.path} field={field} onCopy={onCopy} />
        ))}
      </ul>
    </section>
  );
}

function FieldLine({ field, onCopy }: { field: MergeField; onCopy: (expression: string) => void }) {
  const t = useTranslations("templates.page.fields");
  const { expression, name, value } = field;
  return (
    <li className="border-rule border-b last:border-b-0">
      <button
        type="button"
        onClick={() => onCopy(expression)}
        className="group grid w-full grid-cols-[minmax(0,1fr)_minmax(0,1fr)_1rem] items-baseline gap-x-3 rounded-xs px-1 py-1 text-left hover:bg-hover coarse:py-2"
      >
        <span className="min-w-0">
          <span className="sr-only">{t("copy")} </span>
          <code className="code-figures block break-words text-xs">{expression}</code>
          {isSaid(expression, name) ? null : (
            <span className="block text-ink-3 text-xs">{name}</span>
          )}
        </span>
        <span className={value === null ? "text-ink-3" : "min-w-0 whitespace-pre-line break-words"}>
          {value ?? t("empty")}
        </span>
        <Copy
          className="size-3.5 self-center text-ink-3 opacity-0 group-hover:opacity-100 group-focus-visible:opacity-100"
          aria-hidden
        />
      </button>
    </li>
  );
}

/** "Povinný.CeléJméno" says "Celé jméno" by itself. */
function isSaid(expression: string, name: string): boolean {
  const plain = (text: string) => fold(text).replace(/[^\p{L}\p{N}]/gu, "");
  return plain(expression.split(".").at(-1) ?? "") === plain(name);
}
