"use client";

import { useTranslations } from "next-intl";
import { Switch } from "../form/checkbox";
import { Dialog } from "../ui/dialog";
import { Kbd } from "../ui/kbd";
import { type Shortcut, useShortcutRegistry } from "./shortcuts";

const groups = ["general", "goTo", "lists"] as const;

/** Everything the keyboard can do on this page. */
export function ShortcutSheet(props: { open: boolean; onOpenChange: (open: boolean) => void }) {
  const t = useTranslations("shell.shortcuts");
  const { shortcuts, singleKeys, setSingleKeys } = useShortcutRegistry();
  return (
    <Dialog {...props} title={t("title")} size="lg">
      <div className="gap-8 md:columns-2 [&>*]:mb-5 [&>*]:break-inside-avoid">
        {groups.map((group) => {
          const own = merge(shortcuts.filter((each) => each.group === group));
          if (own.length === 0) return null;
          return (
            <section key={group}>
              <h3 className="caption border-rule border-b pb-1">{t(group)}</h3>
              <dl>
                {own.map(({ label, keys }) => (
                  <div key={label} className="flex min-h-7 items-center gap-3 border-rule border-b">
                    <dt className="flex-1">{label}</dt>
                    <dd className="flex items-center gap-1.5 text-ink-3 text-xs">
                      {keys.map((each, index) => (
                        <span key={each} className="flex items-center gap-1.5">
                          {index > 0 ? t("or") : null}
                          <Kbd keys={each} />
                        </span>
                      ))}
                    </dd>
                  </div>
                ))}
              </dl>
            </section>
          );
        })}
        <div>
          <Switch
            checked={singleKeys}
            onChange={setSingleKeys}
            label={t("singleKeys")}
            hint={t("singleKeysHint")}
          />
        </div>
      </div>
    </Dialog>
  );
}

/** One line for what several keys do. */
function merge(shortcuts: readonly Shortcut[]): { label: string; keys: string[] }[] {
  const byLabel = new Map<string, string[]>();
  for (const { label, keys } of shortcuts) {
    const own = byLabel.get(label) ?? [];
    if (!own.includes(keys)) byLabel.set(label, [...own, keys]);
  }
  return [...byLabel].map(([label, keys]) => ({ label, keys }));
}
