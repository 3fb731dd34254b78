"use client";

import { CircleAlert, Copy, Info } from "lucide-react";
import { useTranslations } from "next-intl";
import type { TemplateFormat } from "@/db/values/templates";
import { useCodeText } from "../form/error-text";
import { cx } from "../ui/cx";
import type { Problem } from "./template";
import { useCopyExpression } from "./use-copy-expression";
import { formOf, mended } from "./written-form";

type ProblemListProps = { problems: readonly Problem[]; format: TemplateFormat };

/** What is wrong in a template, where, and what was probably meant: one click copies it. */
export function ProblemList({ problems, format }: ProblemListProps) {
  const sorted = problems.toSorted(
    (a, b) => Number(a.weight === "note") - Number(b.weight === "note"),
  );
  return (
    <ul className="grid">
      {sorted.map((problem) => (
        <ProblemLine key={JSON.stringify(problem)} problem={problem} format={format} />
      ))}
    </ul>
  );
}

function ProblemLine({ problem, format }: { problem: Problem; format: TemplateFormat }) {
  const codeText = useCodeText();
  const { code, params, source, suggestions, weight, place } = problem;
  const isError = weight === "error";
  const Icon = isError ? CircleAlert : Info;
  return (
    <li className="flex gap-2 border-rule border-b py-1.5 last:border-b-0">
      <Icon
        className={cx("mt-0.5 size-4 shrink-0", isError ? "text-danger" : "text-warning")}
        aria-hidden
      />
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-baseline gap-x-2">
          <span>{codeText(code, { ...params, format: formOf(format) }) ?? code}</span>
          <PlaceText place={place} />
        </p>
        {source !== null || place?.excerpt ? (
          <p className="break-words text-ink-2 text-xs">
            {source === null ? null : <code className="code-figures text-danger">{source}</code>}
            {place?.excerpt ? <span> „{place.excerpt}“</span> : null}
          </p>
        ) : null}
        {suggestions.length > 0 ? (
          <Suggestions
            expressions={suggestions.map((each) => mended(problem, each))}
            format={format}
          />
        ) : null}
      </div>
    </li>
  );
}

function PlaceText({ place }: { place: Problem["place"] }) {
  const t = useTranslations("templates.page.problems");
  if (place === null) return null;
  const words = [
    place.page === null ? null : t("page", { page: place.page }),
    place.part === "body" ? null : t(`parts.${place.part}`),
    place.line === null ? null : t("line", { line: place.line }),
  ].filter((word) => word !== null);
  if (words.length === 0) return null;
  return <span className="figures text-ink-3 text-xs">{words.join(", ")}</span>;
}

type SuggestionsProps = { expressions: readonly string[]; format: TemplateFormat };

function Suggestions({ expressions, format }: SuggestionsProps) {
  const t = useTranslations("templates.page.problems");
  const copy = useCopyExpression(formOf(format));
  return (
    <p className="mt-1 flex flex-wrap items-center gap-x-1.5 gap-y-1">
      <span className="text-ink-2 text-xs">{t("meant")}</span>
      {[...new Set(expressions)].map((expression) => (
        <button
          key={expression}
          type="button"
          onClick={() => void copy(expression)}
          aria-label={t("copyOne", { text: expression })}
          className="group inline-flex h-5.5 max-w-full items-center gap-1 rounded-sm border border-rule-strong bg-surface px-1.5 hover:border-accent hover:text-accent coarse:h-8"
        >
          <code className="code-figures truncate text-xs">{expression}</code>
          <Copy className="size-3 shrink-0 text-ink-3 group-hover:text-accent" aria-hidden />
        </button>
      ))}
    </p>
  );
}
