"use client";

import { Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useMemo, useState } from "react";
import type { RouterOutput } from "../api/crm";
import type { Column } from "../table/column";
import { DataTable } from "../table/data-table";
import { fromRows, type TableSource } from "../table/source";
import { Tag } from "../ui/badge";
import { Button } from "../ui/button";
import { Section } from "../ui/section";
import { toneOf } from "../ui/tone";
import { type TagEntry, useTags } from "./case-tags";
import { GroupSheet } from "./group-sheet";
import { TagSheet } from "./tag-sheet";
import { useGroups } from "./use-case-filters";
import { useEffectNames } from "./use-effect-names";

export type GroupEntry = RouterOutput["cases"]["groups"][number];

type Opened =
  | { kind: "group"; group: GroupEntry | null }
  | { kind: "tag"; tag: TagEntry | null }
  | null;

/** Groups of cases and tags: what the register is sorted by. */
export function RegisterPage() {
  const [opened, setOpened] = useState<Opened>(null);
  const close = () => setOpened(null);
  return (
    <div className="grid gap-8">
      <Groups onOpen={(group) => setOpened({ kind: "group", group })} />
      <Tags onOpen={(tag) => setOpened({ kind: "tag", tag })} />
      {opened?.kind === "group" ? <GroupSheet group={opened.group} onClose={close} /> : null}
      {opened?.kind === "tag" ? <TagSheet tag={opened.tag} onClose={close} /> : null}
    </div>
  );
}

function Groups({ onOpen }: { onOpen: (group: GroupEntry | null) => void }) {
  const t = useTranslations("cases.register");
  const groups = useGroups();
  const columns = useGroupColumns(onOpen);
  const source: TableSource<GroupEntry> = {
    ...fromRows(groups.data ?? []),
    isLoading: groups.isPending,
    error: groups.error,
    retry: () => void groups.refetch(),
  };
  return (
    <Section
      title={t("groups")}
      count={groups.data?.length}
      actions={
        <Button size="sm" icon={Plus} onClick={() => onOpen(null)}>
          {t("newGroup")}
        </Button>
      }
    >
      <p className="mb-2 max-w-prose text-ink-2">{t("groupsHint")}</p>
      <DataTable
        label={t("groups")}
        layout="inline"
        source={source}
        columns={columns}
        rowId={(group) => group.id}
        rowLabel={(group) => group.code}
        onPeek={onOpen}
        rowActions={(group) => [{ label: t("edit"), onSelect: () => onOpen(group) }]}
        skeletonRows={4}
        empty={<p className="py-6 text-center text-ink-2">{t("noGroups")}</p>}
      />
    </Section>
  );
}

function useGroupColumns(onOpen: (group: GroupEntry) => void): Column<GroupEntry>[] {
  const t = useTranslations("cases");
  // biome-ignore lint/correctness/useExhaustiveDependencies: the opener is new at every draw and does the same.
  return useMemo(
    () => [
      {
        key: "code",
        header: t("register.code"),
        width: 130,
        card: "title",
        cell: (group) => (
          <button
            type="button"
            onClick={() => onOpen(group)}
            className="code-figures rounded-xs font-[600] hover:text-accent hover:underline"
          >
            {group.code}
          </button>
        ),
      },
      {
        key: "description",
        header: t("register.description"),
        card: "meta",
        cell: (group) => group.description,
      },
      { key: "creditor", header: t("details.creditor"), cell: (group) => group.creditorName },
      {
        key: "defaults",
        header: t("register.defaults"),
        width: 130,
        align: "end",
        cell: (group) => Object.keys(group.defaultFields).length || null,
      },
      {
        key: "currency",
        header: t("register.currency"),
        width: 80,
        card: "aside",
        cell: (group) => group.currency,
      },
    ],
    [t],
  );
}

function Tags({ onOpen }: { onOpen: (tag: TagEntry | null) => void }) {
  const t = useTranslations("cases.register");
  const { list } = useTags();
  const effectNames = useEffectNames();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the opener is new at every draw and does the same.
  const columns = useMemo<Column<TagEntry>[]>(
    () => [
      {
        key: "name",
        header: t("tagName"),
        width: 220,
        card: "title",
        cell: (tag) => (
          <button type="button" onClick={() => onOpen(tag)} className="rounded-sm align-middle">
            <Tag tone={toneOf(tag.colour)}>{tag.name}</Tag>
          </button>
        ),
      },
      {
        key: "code",
        header: t("code"),
        width: 170,
        card: "aside",
        cell: (tag) => <span className="code-figures text-ink-2">{tag.code}</span>,
      },
      {
        key: "effects",
        header: t("effects"),
        card: "meta",
        cell: (tag) => effectNames(tag.effects).join(", "),
      },
    ],
    [t, effectNames],
  );
  return (
    <Section
      title={t("tags")}
      count={list.length}
      actions={
        <Button size="sm" icon={Plus} onClick={() => onOpen(null)}>
          {t("newTag")}
        </Button>
      }
    >
      <p className="mb-2 max-w-prose text-ink-2">{t("tagsHint")}</p>
      <DataTable
        label={t("tags")}
        layout="inline"
        source={fromRows(list)}
        columns={columns}
        rowId={(tag) => tag.id}
        rowLabel={(tag) => tag.name}
        onPeek={onOpen}
        rowActions={(tag) => [{ label: t("edit"), onSelect: () => onOpen(tag) }]}
        empty={<p className="py-6 text-center text-ink-2">{t("noTags")}</p>}
      />
    </Section>
  );
}
