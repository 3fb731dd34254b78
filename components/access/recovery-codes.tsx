"use client";

import { useTranslations } from "next-intl";
import { Button } from "../ui/button";
import { CopyButton } from "../ui/copy-button";

/** The codes, shown this once; closing is a decision of its own. */
export function RecoveryCodes({ codes, onKept }: { codes: string[]; onKept: () => void }) {
  const t = useTranslations("access.secondFactor");
  return (
    <div className="grid gap-4">
      <ul className="grid grid-cols-2 gap-x-6 gap-y-1 rounded-md bg-sunken p-3">
        {codes.map((code) => (
          <li key={code} className="code-figures">
            {code}
          </li>
        ))}
      </ul>
      <div className="flex items-center gap-2">
        <CopyButton value={codes.join("\n")} label={t("copyCodes")} />
        <Button kind="primary" className="ml-auto" onClick={onKept}>
          {t("codesKept")}
        </Button>
      </div>
    </div>
  );
}
