"use client";

import { useTranslations } from "next-intl";
import { Day } from "../format/day";
import { Banner } from "../ui/banner";
import { Button, TextLink } from "../ui/button";
import type { DuplicateHit } from "./use-duplicates";

type Props = {
  hits: readonly DuplicateHit[];
  /** Takes the found record instead of making a new one. */
  onUse?: (party: { id: number; fullName: string }) => void;
};

/** Records that may be the party being typed; hidden ones by initials and town only. */
export function DuplicateWarning({ hits, onUse }: Props) {
  const t = useTranslations("parties.duplicates");
  const isCertain = hits.some((hit) => hit.isCertain);
  return (
    <div aria-live="polite">
      {hits.length > 0 ? (
        <Banner
          tone={isCertain ? "danger" : "warning"}
          title={t(isCertain ? "certainTitle" : "possibleTitle")}
        >
          <ul className="grid gap-1 py-1">
            {hits.map((hit) => (
              <Hit key={`${hit.partyId} ${hit.name} ${hit.city}`} hit={hit} onUse={onUse} />
            ))}
          </ul>
        </Banner>
      ) : null}
    </div>
  );
}

function Hit({ hit, onUse }: { hit: DuplicateHit; onUse: Props["onUse"] }) {
  const t = useTranslations("parties.duplicates");
  const { partyId, name, city, birthOn } = hit;
  return (
    <li className="flex flex-wrap items-baseline gap-x-2">
      {partyId === null ? (
        <span className="font-[550]">{name}</span>
      ) : (
        <TextLink href={`/parties/${partyId}`} target="_blank" className="font-[550]">
          {name}
        </TextLink>
      )}
      <span className="text-ink-2 text-xs">
        {birthOn ? (
          <>
            <Day value={birthOn} />
            {" · "}
          </>
        ) : null}
        {city ? `${city} · ` : null}
        {t(hit.reason)}
        {hit.isMasked ? ` · ${t("masked")}` : null}
      </span>
      {partyId !== null && onUse ? (
        <Button
          size="sm"
          onClick={() => onUse({ id: partyId, fullName: name })}
          className="ml-auto"
        >
          {t("use")}
        </Button>
      ) : null}
    </li>
  );
}
