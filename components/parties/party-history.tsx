"use client";

import {
  Eye,
  FilePlus2,
  GitMerge,
  History,
  type LucideIcon,
  Pencil,
  Undo2,
  UserRoundSearch,
} from "lucide-react";
import { useTranslations } from "next-intl";
import { ADDRESS_KINDS, PARTY_KINDS, SEXES } from "@/db/values/parties";
import { MERGE_FIELDS } from "@/server/domain/parties/inputs";
import { useAuditWords } from "../audit/audit-words";
import { Instant } from "../format/instant";
import { Timeline, TimelineItem } from "../ui/timeline";
import type { PartyCard } from "./party-card";

type Entry = PartyCard["history"][number];
type Words = ReturnType<typeof useTranslations<"parties">>;

const ACTIONS = {
  "parties.create": { key: "create", icon: FilePlus2 },
  "parties.update": { key: "update", icon: Pencil },
  "parties.merge": { key: "merge", icon: GitMerge },
  "parties.undo-merge": { key: "undo_merge", icon: Undo2 },
  "parties.reveal-birth-number": { key: "reveal_birth_number", icon: Eye },
  "registers.judge": { key: "judge", icon: UserRoundSearch },
} as const satisfies Record<string, { key: string; icon: LucideIcon }>;

/** Who did what with the record, newest first; changes value by value. */
export function PartyHistory({ party }: { party: PartyCard }) {
  const t = useTranslations("parties");
  if (party.history.length === 0) return <p className="text-ink-2">{t("history.none")}</p>;
  return (
    <Timeline label={t("card.history")}>
      {party.history.map((entry) => (
        <HistoryItem key={entry.id} entry={entry} t={t} />
      ))}
    </Timeline>
  );
}

function HistoryItem({ entry, t }: { entry: Entry; t: Words }) {
  const known = ACTIONS[entry.action as keyof typeof ACTIONS] as
    | (typeof ACTIONS)[keyof typeof ACTIONS]
    | undefined;
  const words = useAuditWords();
  const isImport = entry.action.startsWith("imports.");
  const title = known
    ? t(`history.${known.key}`)
    : isImport
      ? t("history.import")
      : words.action(entry.action);
  return (
    <TimelineItem
      icon={known?.icon ?? History}
      title={title}
      actor={entry.isClient ? t("history.client", { name: entry.actorName }) : entry.actorName}
      at={<Instant value={entry.at} style="relative" />}
    >
      {known?.key === "merge" ? <MergedWith after={entry.after} t={t} /> : null}
      {known?.key === "update" ? <Changes entry={entry} t={t} /> : null}
      {entry.reason ? <p>{t("history.reason", { reason: entry.reason })}</p> : null}
    </TimelineItem>
  );
}

function MergedWith({ after, t }: { after: Entry["after"]; t: Words }) {
  const merged = String(after?.mergedName ?? "");
  const kept = String(after?.keptName ?? "");
  return <p>{t("history.mergedWith", { merged, kept })}</p>;
}

function Changes({ entry, t }: { entry: Entry; t: Words }) {
  const keys = Object.keys(entry.after ?? {});
  return (
    <ul className="text-xs">
      {keys.map((key) => (
        <li key={key} className="break-words">
          <span className="text-ink-3">{fieldName(key, t)}: </span>
          <del className="text-ink-3">{valueText(key, entry.before?.[key], t)}</del>
          {" → "}
          <ins className="no-underline">{valueText(key, entry.after?.[key], t)}</ins>
        </li>
      ))}
    </ul>
  );
}

function fieldName(key: string, t: Words): string {
  const field = MERGE_FIELDS.find((each) => each === key);
  if (field) return t(`fields.${field}`);
  if (key === "emails") return t("fields.email");
  if (key === "phones") return t("fields.phone");
  const kind = ADDRESS_KINDS.find((each) => key === `address.${each}`);
  return kind ? t(`addressKinds.${kind}`) : key;
}

function valueText(key: string, value: unknown, t: Words): string {
  if (Array.isArray(value)) return value.length > 0 ? value.join(", ") : t("history.empty");
  if (value === null || value === undefined || value === "") return t("history.empty");
  if (key === "birthNumber") {
    return t(value === "new" ? "history.birthNumberNew" : "history.birthNumberOld");
  }
  const kind = PARTY_KINDS.find((each) => key === "kind" && each === value);
  if (kind) return t(`kinds.${kind}`);
  const sex = SEXES.find((each) => key === "sex" && each === value);
  return sex ? t(`sex.${sex}`) : String(value);
}
