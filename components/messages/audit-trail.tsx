"use client";

import { useTranslations } from "next-intl";
import { trpc } from "../api/crm";
import { useAuditWords } from "../audit/audit-words";
import { Instant } from "../format/instant";
import { Section } from "../ui/section";

const ENTRIES_MAX = 50;

/** Who did what with a message, and why; the newest first. */
export function AuditTrail({ messageId }: { messageId: number }) {
  const t = useTranslations("messages.detail");
  const format = useTranslations("shell.format");
  const words = useAuditWords();
  const query = trpc.audit.list.useQuery({
    ...{ entity: "message", entityId: messageId, limit: ENTRIES_MAX },
  });
  const entries = query.data?.items ?? [];
  if (entries.length === 0) return null;
  return (
    <Section title={t("trail")} count={entries.length} level={3}>
      <ul className="grid gap-1">
        {entries.map((entry) => (
          <li key={entry.id} className="flex flex-wrap items-baseline gap-x-2">
            <Instant value={entry.at} className="text-ink-2 text-xs" />
            <span className="font-[550]">{words.action(entry.action)}</span>
            <span className="text-ink-2">{words.actor(entry)}</span>
            {entry.reason ? (
              <span className="text-ink">{format("quoted", { text: entry.reason })}</span>
            ) : null}
          </li>
        ))}
      </ul>
    </Section>
  );
}
