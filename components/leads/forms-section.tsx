"use client";

import { Pencil, Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { type RouterOutput, trpc } from "../api/crm";
import { useErrorText } from "../form/error-text";
import { Badge } from "../ui/badge";
import { Button } from "../ui/button";
import { CopyButton } from "../ui/copy-button";
import { ErrorState } from "../ui/empty-state";
import { IconButton } from "../ui/icon-button";
import { Section } from "../ui/section";
import { SkeletonLines } from "../ui/skeleton";
import { FormDialog } from "./form-dialog";

export type LeadForm = RouterOutput["leads"]["forms"][number];

/** Forms of web sites, each with what it brought and what a page has to carry. */
export function FormsSection() {
  const t = useTranslations("leads.forms");
  const errorText = useErrorText();
  const { data, error, refetch } = trpc.leads.forms.useQuery();
  const [edited, setEdited] = useState<LeadForm | "new" | null>(null);
  return (
    <Section
      title={t("title")}
      hint={t("hint")}
      actions={
        <Button size="sm" icon={Plus} onClick={() => setEdited("new")}>
          {t("add")}
        </Button>
      }
    >
      {error ? (
        <ErrorState onRetry={() => void refetch()}>{errorText(error)}</ErrorState>
      ) : data ? (
        <ul className="grid grid-cols-[minmax(0,1fr)] gap-2">
          {data.length === 0 ? <li className="text-ink-2">{t("none")}</li> : null}
          {data.map((form) => (
            <FormItem key={form.id} form={form} onEdit={() => setEdited(form)} />
          ))}
        </ul>
      ) : (
        <SkeletonLines lines={4} />
      )}
      {edited ? (
        <FormDialog form={edited === "new" ? null : edited} onClose={() => setEdited(null)} />
      ) : null}
    </Section>
  );
}

function FormItem({ form, onEdit }: { form: LeadForm; onEdit: () => void }) {
  const t = useTranslations("leads.forms");
  const { name, origins, isActive, snippet, openedCount, quarantinedCount } = form;
  return (
    <li className="min-w-0 rounded-lg border border-rule bg-surface p-3">
      <div className="flex flex-wrap items-center gap-2">
        <span className="min-w-0 flex-1">
          <span className="font-[600]">{name}</span> {isActive ? null : <Badge>{t("off")}</Badge>}
          <span className="block break-words text-ink-2 text-xs">{origins.join(", ")}</span>
        </span>
        <span className="figures text-ink-2 text-xs">
          {t("counts", { opened: openedCount, quarantined: quarantinedCount })}
        </span>
        <IconButton icon={Pencil} size="sm" label={t("edit", { name })} onClick={onEdit} />
      </div>
      <details className="pt-2">
        <summary className="cursor-pointer text-ink-2">{t("snippet")}</summary>
        <p className="flex items-center gap-2 py-1 text-ink-2 text-xs">
          <span className="min-w-0 flex-1">{t("snippetHint")}</span>
          <CopyButton value={snippet} label={`${t("snippetCopy")} ${name}`} />
        </p>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and the keyboard has to reach it */}
        <pre tabIndex={0} className="code-figures overflow-x-auto rounded-md bg-sunken p-2 text-xs">
          {snippet}
        </pre>
      </details>
    </li>
  );
}
