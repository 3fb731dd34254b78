"use client";

import {
  Archive,
  ArchiveRestore,
  GitBranch,
  Send,
  Tag,
  TagsIcon,
  UserRound,
  Zap,
} from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import type { ListName } from "@/db/values/lists";
import { type Permission, useMay } from "../access/account";
import { trpc } from "../api/crm";
import type { BulkStart } from "../lists/bulk";
import { BulkBar, type BulkBarProps } from "../table/bulk-bar";
import { countSelected } from "../table/selection";
import { exactTotal } from "../table/source";
import { Button } from "../ui/button";
import { MoreMenu } from "../ui/menu";
import type { Process } from "../workflow/processes";
import { BulkDialog, type BulkKind } from "./bulk-dialog";

const OFFERS: readonly {
  kind: BulkKind;
  permission: Permission;
  icon: typeof Tag;
  isButton: boolean;
}[] = [
  { kind: "assign", permission: "cases:assign", icon: UserRound, isButton: true },
  { kind: "move", permission: "cases:move", icon: GitBranch, isButton: true },
  { kind: "message", permission: "messages:send", icon: Send, isButton: true },
  { kind: "tag", permission: "cases:edit", icon: Tag, isButton: true },
  { kind: "untag", permission: "cases:edit", icon: TagsIcon, isButton: false },
  { kind: "custom", permission: "cases:edit", icon: Zap, isButton: false },
  { kind: "archive", permission: "cases:archive", icon: Archive, isButton: false },
  { kind: "unarchive", permission: "cases:archive", icon: ArchiveRestore, isButton: false },
];

type CaseBulkProps<Row> = Omit<BulkBarProps<Row>, "children"> & {
  list: ListName;
  /** What the list offers; each still asks for its right. */
  kinds: readonly BulkKind[];
  /** In words, how many rows are chosen; null where nobody counted that far. */
  chosen: (count: number | null) => string;
  /** Which of the cases behind the rows are meant, where not all are. */
  hint?: string;
  /** The process of the shown category; null while several are mixed. */
  process: Process | null;
  selected: BulkStart["selection"];
  onStarted: (bulkActionId: number) => void;
  /** What the list can do with the rows themselves. */
  children?: ReactNode;
};

/** What can be done at once with the selected cases, or with those behind the selected rows. */
export function CaseBulk<Row>(props: CaseBulkProps<Row>) {
  const { list, kinds, chosen, hint, process, selected, onStarted, children, ...bar } = props;
  const t = useTranslations("cases.actions");
  const may = useMay();
  const [kind, setKind] = useState<BulkKind | null>(null);
  const count = countSelected(bar.selection.value, exactTotal(bar.source));
  // Most tenants have none: then it is not offered.
  const { data: custom = [] } = trpc.configuration.actions.useQuery(
    { on: "case" },
    { enabled: kinds.includes("custom") && may("cases:edit") },
  );
  const offers = OFFERS.filter(
    (each) =>
      kinds.includes(each.kind) &&
      may(each.permission) &&
      (each.kind !== "custom" || custom.length > 0),
  );
  const more = offers.filter(({ isButton }) => !isButton);
  return (
    <>
      <BulkBar {...bar}>
        {children}
        {offers
          .filter(({ isButton }) => isButton)
          .map((each) => (
            <Button key={each.kind} icon={each.icon} onClick={() => setKind(each.kind)}>
              {t(each.kind)}
            </Button>
          ))}
        {more.length > 0 ? (
          <MoreMenu
            entries={more.map((each) => {
              return { label: t(each.kind), icon: each.icon, onSelect: () => setKind(each.kind) };
            })}
          />
        ) : null}
      </BulkBar>
      {kind ? (
        <BulkDialog
          key={kind}
          {...{ list, kind, process, selected, hint, chosen: chosen(count) }}
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
