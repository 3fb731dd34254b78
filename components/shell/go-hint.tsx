"use client";

import { useTranslations } from "next-intl";
import { Kbd } from "../ui/kbd";
import type { Place } from "./navigation";
import { useShortcutRegistry } from "./shortcuts";

/** After `g`: which letter leads where. Goes away by itself. */
export function GoHint({ places }: { places: readonly Place[] }) {
  const t = useTranslations("shell");
  const { pending } = useShortcutRegistry();
  return (
    <div
      role="status"
      className="pointer-events-none fixed inset-x-0 bottom-6 z-60 flex justify-center"
    >
      {pending === "g" ? (
        <div className="max-w-xl animate-rise rounded-lg bg-raised px-4 py-3 shadow-dialog">
          <p className="caption pb-1.5">{t("shortcuts.goTo")}</p>
          <ul className="grid grid-cols-3 gap-x-6 gap-y-1.5">
            {places.map((place) => (
              <li key={place.key} className="flex items-center gap-2">
                <Kbd keys={place.letter} />
                {t(`nav.${place.key}`)}
              </li>
            ))}
          </ul>
        </div>
      ) : null}
    </div>
  );
}
