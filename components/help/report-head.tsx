import { useLocale, useTranslations } from "next-intl";
import { Instant } from "../format/instant";
import { Banner } from "../ui/banner";
import { duration, type Report, stageSums } from "./results";

const COMMIT_LENGTH = 10;
const STAGES = ["checks", "unit", "db", "e2e", "features"] as const;

/** Of what the report is, and whether of what stands here; then its sums. */
export function ReportHead({ report }: { report: Report }) {
  const t = useTranslations("help.tests");
  const locale = useLocale();
  const { scope, filter, commit, isChanged, isOfThisVersion } = report;
  const [from, to] = [new Date(report.startedAt), new Date(report.endedAt)];
  const version = commit === null ? t("unknown") : commit.slice(0, COMMIT_LENGTH);
  const facts = [
    { name: t("commit"), value: isChanged ? `${version}, ${t("changed")}` : version },
    { name: t("at"), value: <Instant value={to} /> },
    { name: t("took"), value: duration(to.getTime() - from.getTime(), locale) },
  ];
  return (
    <section className="grid gap-3" aria-label={t(`scopes.${scope}`)}>
      <h2 className="font-[650] text-lg">
        {t(`scopes.${scope}`)}
        {filter.length > 0 ? `, ${t("filter", { filter: filter.join(" ") })}` : ""}
      </h2>
      {scope === "all" ? null : <Banner tone="info">{t("part")}</Banner>}
      <Banner tone={isOfThisVersion === true ? "positive" : "warning"}>
        {t(isOfThisVersion === null ? "unsure" : isOfThisVersion ? "same" : "other")}
      </Banner>
      <dl className="flex flex-wrap gap-x-8 gap-y-2">
        {facts.map(({ name, value }) => (
          <div key={name}>
            <dt className="text-ink-2 text-xs">{name}</dt>
            <dd className="figures">{value}</dd>
          </div>
        ))}
      </dl>
      <Sums report={report} />
    </section>
  );
}

function Sums({ report }: { report: Report }) {
  const t = useTranslations("help.tests");
  const locale = useLocale();
  const nameOf = (stage: string) => t(`stageNames.${STAGES.find((s) => s === stage) ?? "other"}`);
  const cell = "figures px-2 py-1 text-right";
  return (
    <table className="w-full max-w-xl border-rule border-t">
      <caption className="sr-only">{t("stages")}</caption>
      <thead className="text-ink-2 text-xs">
        <tr>
          <th scope="col" className="py-1 text-left font-normal">
            {t("stage")}
          </th>
          {[t("passed"), t("failed"), t("skipped"), t("time")].map((name) => (
            <th key={name} scope="col" className="px-2 py-1 text-right font-normal">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {stageSums(report.files).map(({ stage, counts, ms }) => (
          <tr key={stage} className="border-rule border-t">
            <th scope="row" className="py-1 text-left font-[550]">
              {nameOf(stage)}
            </th>
            <td className={cell}>{counts.passed}</td>
            <td className={`${cell} ${counts.failed > 0 ? "font-[650] text-danger" : ""}`}>
              {counts.failed}
            </td>
            <td className={cell}>{counts.skipped}</td>
            <td className={cell}>{duration(ms, locale)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
