"use client";

import { ArrowDown, ArrowUp, Pencil, Plus, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { type RouterOutput, trpc } from "../api/crm";
import { useColleagues } from "../cases/use-case-filters";
import { ConfirmVerb } from "../form/confirm-verb";
import { useErrorText } from "../form/error-text";
import { Badge } from "../ui/badge";
import { Button } from "../ui/button";
import { ErrorState } from "../ui/empty-state";
import { IconButton } from "../ui/icon-button";
import { Section } from "../ui/section";
import { SkeletonLines } from "../ui/skeleton";
import { toast } from "../ui/toast";
import { RuleDialog } from "./rule-dialog";
import { TryRoute } from "./try-route";

export type RuleItem = RouterOutput["requests"]["rules"][number];

/** The rules in their order: the first that fits decides. */
export function RulesSection() {
  const t = useTranslations("requests.rules");
  const errorText = useErrorText();
  const { data, error, refetch } = trpc.requests.rules.useQuery();
  const [edited, setEdited] = useState<RuleItem | "new" | null>(null);
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
      <TryRoute />
      {edited ? (
        <RuleDialog rule={edited === "new" ? null : edited} onClose={() => setEdited(null)} />
      ) : null}
    </Section>
  );
}

type ListProps = { rules: RuleItem[]; onEdit: (rule: RuleItem) => void };

function RuleList({ rules, onEdit }: ListProps) {
  const t = useTranslations("requests.rules");
  const errorText = useErrorText();
  const utils = trpc.useUtils();
  const options = {
    onSuccess: () => void utils.requests.rules.invalidate(),
    onError: (error: unknown) => void toast.error(errorText(error)),
  };
  const order = trpc.requests.orderRules.useMutation(options);
  const [deleted, setDeleted] = useState<RuleItem | null>(null);
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
        {rules.map((rule, at) => (
          <li
            key={rule.id}
            className="flex flex-wrap items-center gap-2 border-rule border-b py-1.5"
          >
            <span className="figures w-5 text-ink-3">{at + 1}.</span>
            <span className="min-w-0 flex-1">
              <span className="font-[600]">{rule.name}</span>{" "}
              {rule.isActive ? null : <Badge>{t("off")}</Badge>}
              <RuleLine rule={rule} />
            </span>
            <span className="figures text-ink-3 text-xs">{t("open", { count: rule.count })}</span>
            <IconButton
              icon={ArrowUp}
              size="sm"
              label={t("up", { name: rule.name })}
              disabled={at === 0}
              onClick={() => move(at, -1)}
            />
            <IconButton
              icon={ArrowDown}
              size="sm"
              label={t("down", { name: rule.name })}
              disabled={at === rules.length - 1}
              onClick={() => move(at, 1)}
            />
            <IconButton
              icon={Pencil}
              size="sm"
              label={t("edit", { name: rule.name })}
              onClick={() => onEdit(rule)}
            />
            <IconButton
              icon={Trash2}
              size="sm"
              label={t("delete", { name: rule.name })}
              onClick={() => setDeleted(rule)}
            />
          </li>
        ))}
      </ol>
      {deleted ? <DeleteRule rule={deleted} onClose={() => setDeleted(null)} /> : null}
    </>
  );
}

function DeleteRule({ rule, onClose }: { rule: RuleItem; onClose: () => void }) {
  const t = useTranslations("requests.rules");
  const utils = trpc.useUtils();
  const remove = trpc.requests.deleteRule.useMutation({
    onSuccess: () => utils.requests.rules.invalidate(),
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

/** What it asks and where it leads, in a line. */
function RuleLine({ rule }: { rule: RuleItem }) {
  const t = useTranslations("requests");
  const format = useTranslations("shell.format");
  const colleagues = useColleagues();
  const { data } = trpc.requests.settings.useQuery();
  const asks = [
    ...rule.kinds.map((kind) => t(`kinds.${kind as "payment"}`)),
    ...rule.words.map((text) => format("quoted", { text })),
    ...rule.languages,
    ...rule.channels.map((channel) => t(`channels.${channel as "portal"}`)),
  ];
  const team = data?.teams.find(({ id }) => id === rule.teamId)?.name;
  const person = colleagues.data?.find(({ id }) => id === rule.operatorId)?.name;
  const leads = [team ?? person, rule.priority ? t(`priorities.${rule.priority}`) : null];
  return (
    <span className="block text-ink-2 text-xs">
      {asks.length > 0 ? asks.join(", ") : t("rules.everything")} →{" "}
      {leads.filter(Boolean).join(", ")}
    </span>
  );
}
