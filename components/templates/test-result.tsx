"use client";

import { useFormatter, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Money } from "../format/money";
import { RefNo } from "../format/ref-no";
import { Banner } from "../ui/banner";
import { cx } from "../ui/cx";
import { ProgressBar } from "../ui/progress-bar";
import { Section } from "../ui/section";
import type { TestedTemplate } from "./template";

type TestResultProps = {
  tested: TestedTemplate;
  /** Of one part of a text message; null where the template is not sent so. */
  priceMinor: number | null;
};

/** What trying a template on many cases has shown. */
export function TestResult({ tested, priceMinor }: TestResultProps) {
  const t = useTranslations("templates.page.test");
  const format = useFormatter();
  const { caseCount, goodCount, tooLongCount } = tested;
  if (caseCount === 0) return <p className="text-ink-2">{t("noCases")}</p>;
  const counts = { good: format.number(goodCount), count: format.number(caseCount) };
  return (
    <div className="grid grid-cols-1 gap-5" role="status">
      <div className="grid max-w-md gap-1">
        <ProgressBar
          label={t("good", counts)}
          done={goodCount}
          total={caseCount}
          tone={goodCount === caseCount ? "positive" : "accent"}
        />
      </div>
      <EmptyTable tested={tested} />
      {priceMinor === null ? null : (
        <Section title={t("sms")} level={3}>
          {tooLongCount > 0 ? (
            <Banner tone="danger">{t("tooLong", { count: tooLongCount })}</Banner>
          ) : null}
          <SmsTable tested={tested} priceMinor={priceMinor} />
        </Section>
      )}
      <Pages tested={tested} />
      <Longest tested={tested} />
    </div>
  );
}

function Pages({ tested: { pages } }: { tested: TestedTemplate }) {
  const t = useTranslations("templates.page.test");
  if (pages === null) return null;
  return (
    <Section title={t("pages")} level={3}>
      <ul className="flex flex-wrap gap-x-4 gap-y-1">
        {pages.map((row) => (
          <li key={row.pages}>{t("pageCount", row)}</li>
        ))}
      </ul>
      <p className="text-ink-2">{t("pagesHint")}</p>
    </Section>
  );
}

function EmptyTable({ tested: { empty, caseCount } }: { tested: TestedTemplate }) {
  const t = useTranslations("templates.page.test");
  const format = useFormatter();
  const rows = empty.toSorted((a, b) => b.count - a.count);
  return (
    <Section title={t("empty")} level={3} count={rows.length}>
      {rows.length === 0 ? (
        <p className="text-ink-2">{t("nothingEmpty")}</p>
      ) : (
        <Table label={t("empty")} heads={[t("expression"), t("cases"), "%", t("examples")]}>
          {rows.map(({ expression, count, examples }) => (
            <tr key={expression} className="border-rule border-b">
              <td className="py-1 pr-3">
                <code className="code-figures break-all text-xs">{expression}</code>
              </td>
              <Figure>{format.number(count)}</Figure>
              <Figure>
                {format.number(count / caseCount, { style: "percent", maximumFractionDigits: 0 })}
              </Figure>
              <td className="py-1 pl-6">
                <span className="flex flex-wrap gap-x-3">
                  {examples.map(({ caseId, refNo }) => (
                    <RefNo key={caseId} value={refNo} href={`/cases/${caseId}`} />
                  ))}
                </span>
              </td>
            </tr>
          ))}
        </Table>
      )}
    </Section>
  );
}

function SmsTable({ tested, priceMinor }: { tested: TestedTemplate; priceMinor: number }) {
  const t = useTranslations("templates.page");
  const format = useFormatter();
  const rows = tested.smsParts.toSorted((a, b) => a.parts - b.parts);
  const priceOf = (row: (typeof rows)[number]) => row.parts * row.count * priceMinor;
  const heads = [t("test.alphabet"), t("test.parts"), t("test.messages"), t("test.total")];
  return (
    <Table label={t("test.sms")} heads={heads}>
      {rows.map((row) => (
        <tr key={`${row.parts}-${row.isUnicode}`} className="border-rule border-b">
          <td className="py-1 pr-3">{t(row.isUnicode ? "test.unicode" : "preview.plain")}</td>
          <Figure>{row.parts}</Figure>
          <Figure>{format.number(row.count)}</Figure>
          <Figure>
            <Money amountMinor={priceOf(row)} currency="CZK" />
          </Figure>
        </tr>
      ))}
      <tr className="font-[620]">
        <td className="py-1 pr-3">{t("test.sum")}</td>
        <Figure>{format.number(rows.reduce((sum, row) => sum + row.parts * row.count, 0))}</Figure>
        <Figure>{format.number(rows.reduce((sum, row) => sum + row.count, 0))}</Figure>
        <Figure>
          <Money amountMinor={rows.reduce((sum, row) => sum + priceOf(row), 0)} currency="CZK" />
        </Figure>
      </tr>
    </Table>
  );
}

function Longest({ tested: { longest } }: { tested: TestedTemplate }) {
  const t = useTranslations("templates.page.test");
  if (longest === null || longest.length === 0) return null;
  return (
    <p className="flex flex-wrap gap-x-2">
      <span className="text-ink-2">{t("longest")}</span>
      <span className="figures">{t("characters", { count: longest.length })}</span>
      <RefNo value={longest.refNo} href={`/cases/${longest.caseId}`} />
    </p>
  );
}

type TableProps = { label: string; heads: readonly string[]; children: ReactNode };

/** The first column is text, the following are figures, a fourth of text stands at the start. */
function Table({ label, heads, children }: TableProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: the keyboard scrolls a wide table by it.
    <section className="overflow-x-auto" aria-label={label} tabIndex={0}>
      <table className="w-full max-w-3xl border-collapse">
        <thead>
          <tr className="border-rule border-b text-ink-2 text-xs">
            {heads.map((head, index) => (
              <th
                key={head}
                scope="col"
                className={cx(
                  "py-1 font-[550]",
                  index === 0 ? "pr-3 text-left" : "pl-3",
                  index === 3 && heads[2] === "%" ? "pl-6 text-left" : index > 0 && "text-right",
                )}
              >
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </section>
  );
}

function Figure({ children }: { children: ReactNode }) {
  return <td className="figures py-1 pl-3 text-right">{children}</td>;
}
