"use client";

import { useFormatter, useTranslations } from "next-intl";
import { parseAsString, useQueryStates } from "nuqs";
import { addMonths } from "@/server/kernel/days";
import { type RouterOutput, trpc } from "../api/crm";
import { useToday } from "../cases/use-today";
import { DayInput } from "../form/day-input";
import { useErrorText } from "../form/error-text";
import { Field } from "../form/field";
import { PageBody, PageHeader } from "../shell/page-header";
import { ErrorState } from "../ui/empty-state";
import { Section } from "../ui/section";
import { SkeletonLines } from "../ui/skeleton";
import { useSpan } from "./use-words";

type Line = RouterOutput["requests"]["report"][number];

/** How soon requests are answered and resolved, how many in time, and how clients rate it. */
export function ReportPage() {
  const t = useTranslations("requests.report");
  const errorText = useErrorText();
  const today = useToday();
  const [span, setSpan] = useQueryStates({ from: parseAsString, to: parseAsString });
  const from = span.from ?? `${addMonths(today, -5).slice(0, 8)}01`;
  const to = span.to ?? today;
  const { data, error, refetch } = trpc.requests.report.useQuery({ from, to });
  const of = (by: Line["by"]) => (data ?? []).filter((line) => line.by === by && line.count > 0);
  return (
    <>
      <PageHeader
        title={t("title")}
        breadcrumbs={[{ href: "/requests", label: t("desk") }]}
        subtitle={t("hint")}
      />
      <PageBody>
        <div className="mb-4 flex flex-wrap gap-3">
          <Field label={t("from")}>
            <DayInput value={from} onChange={(day) => void setSpan({ from: day })} />
          </Field>
          <Field label={t("to")}>
            <DayInput value={to} onChange={(day) => void setSpan({ to: day })} />
          </Field>
        </div>
        {error ? (
          <ErrorState onRetry={() => void refetch()}>{errorText(error)}</ErrorState>
        ) : data ? (
          <div className="grid gap-6">
            <ReportTable title={t("all")} lines={of("all")} />
            <ReportTable title={t("byMonth")} lines={of("month")} />
            <ReportTable title={t("byKind")} lines={of("kind")} />
            <ReportTable title={t("byOwner")} lines={of("owner")} />
          </div>
        ) : (
          <SkeletonLines lines={8} />
        )}
      </PageBody>
    </>
  );
}

function ReportTable({ title, lines }: { title: string; lines: readonly Line[] }) {
  const t = useTranslations("requests.report");
  const most = Math.max(1, ...lines.map(({ count }) => count));
  return (
    <Section title={title}>
      {lines.length === 0 ? (
        <p className="text-ink-2">{t("none")}</p>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a part that scrolls is reached by keyboard
        <section className="overflow-x-auto" tabIndex={0} aria-label={title}>
          <table className="w-full min-w-[44rem] text-left">
            <thead className="text-ink-2 text-xs">
              <tr className="border-rule border-b">
                <th scope="col" className="py-1 pr-3 font-[550]">
                  {t("what")}
                </th>
                {(["count", "reply", "replyShare", "resolution", "resolutionShare"] as const).map(
                  (key) => (
                    <th key={key} scope="col" className="py-1 pr-3 font-[550]">
                      {t(key)}
                    </th>
                  ),
                )}
                <th scope="col" className="py-1 font-[550]">
                  {t("ratings")}
                </th>
              </tr>
            </thead>
            <tbody>
              {lines.map((line) => (
                <ReportRow key={`${line.month} ${line.kind} ${line.ownerId}`} {...{ line, most }} />
              ))}
            </tbody>
          </table>
        </section>
      )}
    </Section>
  );
}

function ReportRow({ line, most }: { line: Line; most: number }) {
  const t = useTranslations("requests");
  const span = useSpan();
  const name = useLineName();
  const cell = "figures py-1 pr-3";
  return (
    <tr className="border-rule border-b">
      <th scope="row" className="py-1 pr-3 font-[450]">
        {name(line)}
      </th>
      <td className={cell}>
        <Bar share={line.count / most} label={String(line.count)} tone="bg-accent" />
      </td>
      <td className={cell}>{line.replyMs === null ? "–" : span(line.replyMs)}</td>
      <td className={cell}>
        <Share part={line.repliedInTime} whole={line.replied} />
      </td>
      <td className={cell}>{line.resolutionMs === null ? "–" : span(line.resolutionMs)}</td>
      <td className={cell}>
        <Share part={line.resolvedInTime} whole={line.resolved} />
      </td>
      <td className="figures py-1">
        {line.good + line.bad === 0 ? "–" : t("report.rated", { good: line.good, bad: line.bad })}
      </td>
    </tr>
  );
}

function useLineName(): (line: Line) => string {
  const t = useTranslations("requests");
  const format = useFormatter();
  return ({ by, month, kind, ownerName }) => {
    if (by === "month" && month) {
      return format.dateTime(new Date(`${month}-15T12:00:00Z`), { year: "numeric", month: "long" });
    }
    if (by === "kind") return kind ? t(`kinds.${kind}`) : t("report.noKind");
    if (by === "owner") return ownerName ?? t("desk.nobody");
    return t("report.all");
  };
}

function Share({ part, whole }: { part: number; whole: number }) {
  const format = useFormatter();
  if (whole === 0) return <>–</>;
  const share = part / whole;
  const tone = share >= 0.9 ? "bg-positive" : share >= 0.7 ? "bg-warning" : "bg-danger";
  return <Bar share={share} label={format.number(share, { style: "percent" })} tone={tone} />;
}

function Bar({ share, label, tone }: { share: number; label: string; tone: string }) {
  return (
    <span className="flex items-center gap-2">
      <span className="h-1.5 w-16 overflow-hidden rounded-full bg-rule" aria-hidden>
        <span className={`block h-full ${tone}`} style={{ width: `${share * 100}%` }} />
      </span>
      {label}
    </span>
  );
}
