"use client";

import { useTranslations } from "next-intl";
import { Instant } from "../format/instant";
import { cx } from "../ui/cx";
import type { Overview } from "./pocket-desk";
import type { Queued } from "./store";

interface RequestRowsProps {
  requests: Overview["requests"];
  queue: readonly Queued[];
}

/** Open requests of one's own and of nobody, the one that somebody wrote into last first. */
export function RequestRows({ requests, queue }: RequestRowsProps) {
  const t = useTranslations("pocket");
  if (requests.length === 0) return <p className="py-6 text-ink-2">{t("noRequests")}</p>;
  return (
    <ul className="-mx-4 divide-y divide-rule">
      {requests.map((request) => (
        <li key={request.caseId}>
          <a
            href={`#request-${request.caseId}`}
            className="grid min-h-16 gap-0.5 px-4 py-2.5 active:bg-hover"
          >
            <span className="flex items-baseline gap-2">
              <span
                className={cx(
                  "min-w-0 flex-1 truncate",
                  request.lastAuthor === "client" ? "font-[650]" : "font-[500]",
                )}
              >
                {request.subject || request.refNo}
              </span>
              <Instant value={request.lastAt} style="relative" className="text-ink-2 text-xs" />
            </span>
            <span className="truncate text-ink-2">
              {request.refNo} · {request.clientName}
              {request.isMine ? "" : ` · ${t("nobodys")}`}
            </span>
            <span className="truncate text-ink-2">
              {queue.some(({ caseId }) => caseId === request.caseId)
                ? t("replyWaits")
                : request.beginning}
            </span>
          </a>
        </li>
      ))}
    </ul>
  );
}
