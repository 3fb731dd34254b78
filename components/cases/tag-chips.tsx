"use client";

import { Ban } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { formatDay } from "@/server/kernel/days";
import { useMay } from "../access/account";
import { trpc } from "../api/crm";
import { useErrorText } from "../form/error-text";
import { Instant } from "../format/instant";
import { Tag } from "../ui/badge";
import { Button } from "../ui/button";
import { DefinitionList } from "../ui/definition-list";
import { Popover } from "../ui/popover";
import { toast } from "../ui/toast";
import { toneOf } from "../ui/tone";
import type { CaseDetail, CaseTag } from "./case-detail";
import { useCaseChanged } from "./use-case-changed";
import { useEffectNames } from "./use-effect-names";

/** Tags of the case with their last day; a click tells why, who, and what they forbid. */
export function TagChips({ detail }: { detail: CaseDetail }) {
  return detail.tags.map((tag) => <TagChip key={tag.id} tag={tag} detail={detail} />);
}

function TagChip({ tag, detail }: { tag: CaseTag; detail: CaseDetail }) {
  const t = useTranslations("cases.tags");
  const locale = useLocale();
  const label = tag.endsOn
    ? t("until", { name: tag.name, day: formatDay(tag.endsOn, locale) })
    : tag.name;
  return (
    <Popover
      label={tag.name}
      className="w-80"
      trigger={
        <button type="button" className="rounded-sm">
          <Tag tone={toneOf(tag.colour)}>
            <span className="inline-flex items-center gap-1">
              {tag.effects.length > 0 ? <Ban className="size-3 text-danger" aria-hidden /> : null}
              {label}
            </span>
          </Tag>
        </button>
      }
    >
      <TagStory tag={tag} detail={detail} />
    </Popover>
  );
}

function TagStory({ tag, detail }: { tag: CaseTag; detail: CaseDetail }) {
  const t = useTranslations("cases.tags");
  const locale = useLocale();
  const may = useMay();
  const effectNames = useEffectNames();
  const remove = useUntag(detail);
  return (
    <div className="grid gap-2">
      <p className="font-[600]">{tag.name}</p>
      <DefinitionList
        labelWidth="6rem"
        items={[
          { label: t("forbids"), value: effectNames(tag.effects).join(", ") },
          { label: t("reason"), value: tag.reason },
          { label: t("endsOn"), value: tag.endsOn ? formatDay(tag.endsOn, locale) : null },
          { label: t("addedBy"), value: tag.addedByName },
          { label: t("addedAt"), value: <Instant value={tag.addedAt} /> },
        ]}
      />
      {may("cases:edit") ? (
        <Button
          kind="danger-quiet"
          size="sm"
          className="justify-self-start"
          onClick={() => remove(tag)}
        >
          {t("remove")}
        </Button>
      ) : null}
    </div>
  );
}

/** Gone at once; a refusal brings it back. */
function useUntag(detail: CaseDetail): (tag: CaseTag) => void {
  const t = useTranslations("cases.tags");
  const utils = trpc.useUtils();
  const errorText = useErrorText();
  const changed = useCaseChanged();
  const untag = trpc.cases.untag.useMutation();
  return (tag) => {
    utils.cases.get.setData({ caseId: detail.id }, (before) =>
      before ? { ...before, tags: before.tags.filter((each) => each.id !== tag.id) } : before,
    );
    untag.mutate(
      { caseIds: [detail.id], tagId: tag.tagId },
      {
        onSuccess: () => toast.success(t("removed")),
        onError: (error) => toast.error(errorText(error)),
        onSettled: () => void changed(detail.id),
      },
    );
  };
}
