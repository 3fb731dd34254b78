"use client";

import { useTranslations } from "next-intl";
import { Instant } from "../format/instant";
import type { Overview } from "./pocket-desk";

const rowClass = "grid min-h-14 content-center gap-0.5 px-4 py-2";

/** One's own open tasks; a task of a request leads to it, others open at the desk. */
export function TaskRows({ tasks }: { tasks: Overview["tasks"] }) {
  const t = useTranslations("pocket");
  if (tasks.length === 0) return <p className="py-6 text-ink-2">{t("noTasks")}</p>;
  return (
    <ul className="-mx-4 divide-y divide-rule">
      {tasks.map(({ id, caseId, category, refNo, text, dueAt }) => (
        <li key={id}>
          <a
            href={category === "request" ? `#request-${caseId}` : `/cases/${caseId}`}
            className={`${rowClass} active:bg-hover`}
          >
            <span className="break-words">{text}</span>
            <span className="text-ink-2 text-xs">
              {refNo} · <Instant value={dueAt} />
            </span>
          </a>
        </li>
      ))}
    </ul>
  );
}
