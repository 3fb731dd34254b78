"use client";

import { useTranslations } from "next-intl";
import { type RouterOutput, trpc } from "../api/crm";
import { Badge } from "../ui/badge";
import { cx } from "../ui/cx";

export type ReadyAnswer = RouterOutput["requests"]["cannedFor"]["answers"][number];

/** What stands after a slash at the end of the text: "/zůst"; null: none does. */
export function slashOf(text: string): string | null {
  const found = /(?:^|\s)\/([\p{L}\p{N}-]{0,30})$/u.exec(text);
  return found ? (found[1] ?? "").toLowerCase() : null;
}

/** Answers of this request whose shortcut begins with what was typed. */
export function useCanned(caseId: number, typed: string | null): ReadyAnswer[] {
  const { data } = trpc.requests.cannedFor.useQuery(
    { caseId },
    { enabled: typed !== null, staleTime: 60_000 },
  );
  if (typed === null) return [];
  return (data?.answers ?? []).filter(({ shortcut }) => shortcut.toLowerCase().startsWith(typed));
}

type Props = {
  id: string;
  answers: readonly ReadyAnswer[];
  at: number;
  onChoose: (answer: ReadyAnswer) => void;
};

/** The answers that are offered under the box; arrows walk, enter takes. */
export function CannedList({ id, answers, at, onChoose }: Props) {
  const languages = useTranslations("requests.mail.languages");
  const t = useTranslations("requests.canned");
  return (
    <div
      id={id}
      role="listbox"
      aria-label={t("offered")}
      tabIndex={-1}
      className="max-h-56 overflow-y-auto rounded-md border border-rule-strong bg-raised"
    >
      {answers.map((answer, index) => (
        <div
          key={answer.id}
          id={`${id}-${index}`}
          role="option"
          tabIndex={-1}
          aria-selected={index === at}
          onMouseDown={(event) => {
            event.preventDefault();
            onChoose(answer);
          }}
          className={cx(
            "grid cursor-pointer gap-0.5 px-2.5 py-1.5",
            index === at ? "bg-selected" : "hover:bg-hover",
          )}
        >
          <span className="flex items-center gap-2">
            <span className="font-[600]">/{answer.shortcut}</span>
            {answer.isFallback ? (
              <Badge tone="warning">
                {t("otherLanguage", { language: languages(answer.language) })}
              </Badge>
            ) : null}
          </span>
          <span className="truncate text-ink-2 text-xs">{answer.text}</span>
        </div>
      ))}
    </div>
  );
}
