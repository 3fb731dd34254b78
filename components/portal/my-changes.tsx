import { useTranslations } from "next-intl";
import type { PortalOutput } from "../api/portal";
import { valueText } from "./value-text";

type Change = PortalOutput["myData"]["changes"][number];

/** What waits to be confirmed, and what was refused and why. */
export function MyChanges({ changes }: { changes: Change[] }) {
  const t = useTranslations("portal.changes");
  if (changes.length === 0) return null;
  return (
    <section aria-labelledby="changes" className="grid gap-2">
      <h2 id="changes" className="font-[620] text-xl">
        {t("title")}
      </h2>
      <ul className="divide-y divide-rule rounded-lg border border-rule bg-surface">
        {changes.map(({ field, after, state, reason }) => (
          <li key={field} className="grid gap-1 p-4">
            <span className="flex flex-wrap gap-x-3">
              <span className="font-[550]">{t(`fields.${field}`)}</span>
              <span className={state === "rejected" ? "text-danger" : "text-ink-2"}>
                {t(state)}
              </span>
            </span>
            <span className="break-words">{valueText(after) || t("none")}</span>
            {reason ? <span className="text-ink-2">{t("reason", { reason })}</span> : null}
          </li>
        ))}
      </ul>
    </section>
  );
}
