"use client";

import { useLocale, useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { Badge } from "../ui/badge";
import {
  areasOf,
  duration,
  type Narrowing,
  narrowFiles,
  type ReportFile,
  type ReportTest,
} from "./results";
import { TestStatus } from "./test-status";

/** All that ran: rooms of the house, their files, the tests of each. */
export function ReportTree({ files, by }: { files: ReportFile[]; by: Narrowing }) {
  const t = useTranslations("help.tests");
  const shown = narrowFiles(files, by);
  const count = shown.reduce((sum, { tests }) => sum + tests.length, 0);
  // What is looked for is few enough to lie open.
  const isOpen = by.isOnlyFailed || by.text.trim().length > 2;
  return (
    <section className="grid gap-2" aria-label={t("byFile")}>
      <p role="status" className="text-ink-2">
        {count === 0 ? t("nothing") : t("count", { count })}
      </p>
      <div className="border-rule border-t">
        {areasOf(shown).map(({ area, files: inside, counts }) => (
          <Branch key={`${area} ${isOpen}`} name={area} counts={counts} isOpenAtFirst={isOpen}>
            {inside.map((file) => (
              <File key={`${file.file} ${isOpen}`} file={file} isOpenAtFirst={isOpen} />
            ))}
          </Branch>
        ))}
      </div>
    </section>
  );
}

interface BranchProps {
  name: string;
  counts: { passed: number; failed: number };
  isOpenAtFirst: boolean;
  children: ReactNode;
}

/** What lies in it is drawn when it is opened: there are thousands. */
function Branch({ name, counts, isOpenAtFirst, children }: BranchProps) {
  const [isOpen, setOpen] = useState(isOpenAtFirst);
  return (
    <details
      open={isOpen}
      onToggle={(event) => setOpen(event.currentTarget.open)}
      className="border-rule border-b last:border-b-0"
    >
      <summary className="flex cursor-pointer flex-wrap items-center gap-x-2 px-1 py-1.5 hover:bg-hover">
        <span className="min-w-0 flex-1 break-all font-[550]">{name}</span>
        {counts.failed > 0 ? <Badge tone="danger">{counts.failed}</Badge> : null}
        <Badge tone="positive">{counts.passed}</Badge>
      </summary>
      {isOpen ? <div className="pb-2 pl-4">{children}</div> : null}
    </details>
  );
}

function File({ file, isOpenAtFirst }: { file: ReportFile; isOpenAtFirst: boolean }) {
  const failed = file.tests.filter(({ status }) => status === "failed").length;
  const passed = file.tests.filter(({ status }) => status === "passed").length;
  return (
    <Branch
      name={file.file.split("/").at(-1) ?? file.file}
      counts={{ failed, passed }}
      isOpenAtFirst={isOpenAtFirst}
    >
      <ul className="grid gap-1">
        {file.tests.map((test) => (
          <Test key={test.title} test={test} />
        ))}
      </ul>
    </Branch>
  );
}

function Test({ test }: { test: ReportTest }) {
  const locale = useLocale();
  const { title, status, durationMs, message } = test;
  return (
    <li className="flex min-w-0 gap-2">
      <TestStatus status={status} />
      <span className="min-w-0 flex-1 break-words">
        {title}
        {message ? (
          <pre className="mt-1 overflow-x-auto whitespace-pre-wrap rounded-md bg-sunken p-2 text-xs">
            {message}
          </pre>
        ) : null}
      </span>
      {durationMs === undefined ? null : (
        <span className="figures shrink-0 text-ink-2 text-xs">{duration(durationMs, locale)}</span>
      )}
    </li>
  );
}
