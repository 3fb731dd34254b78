"use client";

import { ArrowDown, ArrowUp, Pencil, Plus, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { type RouterOutput, trpc } from "../api/crm";
import { ConfirmVerb } from "../form/confirm-verb";
import { useErrorText } from "../form/error-text";
import { Badge } from "../ui/badge";
import { Button } from "../ui/button";
import { ErrorState } from "../ui/empty-state";
import { IconButton } from "../ui/icon-button";
import { Section } from "../ui/section";
import { SkeletonLines } from "../ui/skeleton";
import { toast } from "../ui/toast";
import { LeadRuleDialog } from "./lead-rule-dialog";
import { TryRules } from "./try-rules";

export type LeadRule = RouterOutput["leads"]["rules"][number];

/** Which mails a web form wrote and whose they are; the first rule that fits reads a mail. */
export function LeadRulesSection() {
  const t = useTranslations("leads.rules");
  const errorText = useErrorText();
  const { data, error, refetch } = trpc.leads.rules.useQuery();
  const [edited, setEdited] = useState<LeadRule | "new" | null>(null);
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
        <RuleList rules={data} onEdit={setEdited} />
      ) : (
        <SkeletonLines lines={4} />
      )}
      <TryRules />
      {edited ? (
        <LeadRuleDialog rule={edited === "new" ? null : edited} onClose={() => setEdited(null)} />
      ) : null}
    </Section>
  );
}

type ListProps = { rules: LeadRule[]; onEdit: (rule: LeadRule) => void };

function RuleList({ rules, onEdit }: ListProps) {
  const t = useTranslations("leads.rules");
  const format = useTranslations("shell.format");
  const errorText = useErrorText();
  const utils = trpc.useUtils();
  const options = {
    onSuccess: () => void utils.leads.rules.invalidate(),
    onError: (error: unknown) => void toast.error(errorText(error)),
  };
  const order = trpc.leads.orderRules.useMutation(options);
  const [deleted, setDeleted] = useState<LeadRule | null>(null);
  const move = (at: number, by: number) => {
    const ids = rules.map(({ id }) => id);
    const [moved] = ids.splice(at, 1);
    if (moved !== undefined) ids.splice(at + by, 0, moved);
    order.mutate({ ruleIds: ids });
  };
  if (rules.length === 0) return <p className="text-ink-2">{t("none")}</p>;
  return (
    <>
      <ol>
        {rules.map((rule, at) => {
          const { id, name, sender, words, isActive } = rule;
          const asks = [sender, ...words.map((text) => format("quoted", { text }))].filter(Boolean);
          return (
            <li key={id} className="flex flex-wrap items-center gap-2 border-rule border-b py-1.5">
              <span className="figures w-5 text-ink-3">{at + 1}.</span>
              <span className="min-w-0 flex-1">
                <span className="font-[600]">{name}</span>{" "}
                {isActive ? null : <Badge>{t("off")}</Badge>}
                <span className="block break-words text-ink-2 text-xs">
                  {asks.length > 0 ? asks.join(", ") : t("everything")}
                </span>
              </span>
              <IconButton
                icon={ArrowUp}
                size="sm"
                label={t("up", { name })}
                disabled={at === 0}
                onClick={() => move(at, -1)}
              />
              <IconButton
                icon={ArrowDown}
                size="sm"
                label={t("down", { name })}
                disabled={at === rules.length - 1}
                onClick={() => move(at, 1)}
              />
              <IconButton
                icon={Pencil}
                size="sm"
                label={t("edit", { name })}
                onClick={() => onEdit(rule)}
              />
              <IconButton
                icon={Trash2}
                size="sm"
                label={t("delete", { name })}
                onClick={() => setDeleted(rule)}
              />
            </li>
          );
        })}
      </ol>
      {deleted ? <DeleteRule rule={deleted} onClose={() => setDeleted(null)} /> : null}
    </>
  );
}

function DeleteRule({ rule, onClose }: { rule: LeadRule; onClose: () => void }) {
  const t = useTranslations("leads.rules");
  const utils = trpc.useUtils();
  const remove = trpc.leads.deleteRule.useMutation({
    onSuccess: () => utils.leads.rules.invalidate(),
  });
  return (
    <ConfirmVerb
      title={t("deleteTitle", { name: rule.name })}
      description={t("deleteText")}
      confirmLabel={t("deleteConfirm")}
      doneText={t("deleted")}
      run={() => remove.mutateAsync({ ruleId: rule.id })}
      onClose={onClose}
    />
  );
}
