"use client";

import { ArrowDown, ArrowUp } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ComponentKind } from "@/db/values/claims";
import { Checkbox } from "../form/checkbox";
import { IconButton } from "../ui/icon-button";
import { joinWithPrevious, moveKind } from "./kind-order-moves";

export type KindOrderProps = {
  value: readonly (readonly ComponentKind[])[];
  onChange: (value: ComponentKind[][]) => void;
};

/** Kinds one under another; a kind may rank equal with the one above it. */
export function KindOrder({ value, onChange }: KindOrderProps) {
  const t = useTranslations("claims");
  const lines = value.flatMap((kinds, rank) =>
    kinds.map((kind, at) => ({ kind, rank, isJoined: at > 0 })),
  );
  return (
    <ol className="rounded-md border border-rule">
      {lines.map(({ kind, rank, isJoined }, index) => {
        const name = t(`kinds.${kind}`);
        return (
          <li
            key={kind}
            className="flex min-h-row items-center gap-2 border-rule border-b px-2 last:border-b-0"
          >
            <span className="figures w-6 text-ink-3">
              {isJoined ? "" : t("profiles.rank", { rank: rank + 1 })}
            </span>
            <span className="min-w-0 flex-1">{name}</span>
            {index > 0 ? (
              <span className="inline-flex items-center gap-1.5 text-ink-2 text-xs">
                <Checkbox
                  aria-label={t("profiles.join", { name })}
                  checked={isJoined}
                  onChange={(isOn) => onChange(joinWithPrevious(value, { kind, isOn }))}
                />
                <span aria-hidden>{t("profiles.same")}</span>
              </span>
            ) : null}
            <IconButton
              icon={ArrowUp}
              size="sm"
              label={t("profiles.up", { name })}
              disabled={index === 0}
              onClick={() => onChange(moveKind(value, { kind, by: -1 }))}
            />
            <IconButton
              icon={ArrowDown}
              size="sm"
              label={t("profiles.down", { name })}
              disabled={index === lines.length - 1}
              onClick={() => onChange(moveKind(value, { kind, by: 1 }))}
            />
          </li>
        );
      })}
    </ol>
  );
}
