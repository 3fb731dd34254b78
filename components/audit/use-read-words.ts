"use client";

import { useTranslations } from "next-intl";
import { useMemo } from "react";
import type { AuditRead } from "./reads-page";

type LooseTranslator = ((key: string) => string) & { has(key: string): boolean };

/** How, and in which part of the program, something was seen. */
export function useReadWords() {
  const t = useTranslations("audit.reads");
  return useMemo(() => {
    // Places are procedures of every room, so their keys cannot be typed.
    const loose = t as unknown as LooseTranslator;
    return {
      how: ({ opened }: Pick<AuditRead, "opened">) => t(`opened.${opened ?? "none"}`),
      place: ({ place }: Pick<AuditRead, "place">) => {
        const [room = ""] = place.split(".");
        return loose.has(`places.${room}`) ? loose(`places.${room}`) : place;
      },
    };
  }, [t]);
}
