"use client";

import { Archive, ArchiveRestore, GitBranch, Tag, TagsIcon, UserRound } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useMay } from "../access/account";
import type { BulkStart } from "../lists/bulk";
import { BulkBar, type BulkBarProps } from "../table/bulk-bar";
import { countSelected } from "../table/selection";
import { Button } from "../ui/button";
import { MoreMenu } from "../ui/menu";
import type { Process } from "../workflow/processes";
import { BulkDialog, type BulkKind } from "./bulk-dialog";
import type { CaseRow } from "./case-columns";

type CaseBulkProps = Omit<BulkBarProps<CaseRow>, "children" | "rowId"> & {
  /** The process of the shown category; null while several are mixed. */
  process: Process | null;
  selected: BulkStart["selection"];
  onStarted: (bulkActionId: number) => void;
};

/** What can be done with the selected cases at once. */
export function CaseBulk({ process, selected, onStarted, ...bar }: CaseBulkProps) {
  const t = useTranslations("cases.actions");
  const may = useMay();
  const [kind, setKind] = useState<BulkKind | null>(null);
  const total = bar.source.total?.count ?? null;
  const count = countSelected(bar.selection.value, total);
  const more = [
    ...(may("cases:edit")
      ? [{ label: t("untag"), icon: TagsIcon, onSelect: () => setKind("untag") }]
      : []),
    ...(may("cases:archive")
      ? [
          { label: t("archive"), icon: Archive, onSelect: () => setKind("archive") },
          { label: t("unarchive"), icon: ArchiveRestore, onSelect: () => setKind("unarchive") },
        ]
      : []),
  ];
  return (
    <>
      <BulkBar {...bar} rowId={(row) => row.id}>
        {may("cases:assign") ? (
          <Button icon={UserRound} onClick={() => setKind("assign")}>
            {t("assign")}
          </Button>
        ) : null}
        {may("cases:move") ? (
          <Button icon={GitBranch} onClick={() => setKind("move")}>
            {t("move")}
          </Button>
        ) : null}
        {may("cases:edit") ? (
          <Button icon={Tag} onClick={() => setKind("tag")}>
            {t("tag")}
          </Button>
        ) : null}
        {more.length > 0 ? <MoreMenu entries={more} /> : null}
      </BulkBar>
      {kind ? (
        <BulkDialog
          key={kind}
          {...{ kind, process, selected, count }}
          onClose={() => setKind(null)}
          onStarted={(bulkActionId) => {
            setKind(null);
            bar.selection.clear();
            onStarted(bulkActionId);
          }}
        />
      ) : null}
    </>
  );
}
