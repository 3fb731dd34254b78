"use client";

import { useTranslations } from "next-intl";
import { useMay } from "../access/account";
import { type RouterOutput, trpc } from "../api/crm";
import { useErrorText } from "../form/error-text";
import { Instant } from "../format/instant";
import { Badge } from "../ui/badge";
import { Button, TextLink } from "../ui/button";
import { Section } from "../ui/section";
import { toast } from "../ui/toast";

type Way = RouterOutput["organisations"]["letterWays"][number];

/** Who came to the case by a link from a letter; nothing where nobody did. */
export function LetterWays({ caseId }: { caseId: number }) {
  const t = useTranslations("clients.letters");
  const { data } = trpc.organisations.letterWays.useQuery({ caseId });
  if (!data || data.length === 0) return null;
  return (
    <Section title={t("section")}>
      <ul className="divide-y divide-rule">
        {data.map((way) => (
          <WayRow key={way.partyId} way={way} caseId={caseId} />
        ))}
      </ul>
    </Section>
  );
}

function WayRow({ way, caseId }: { way: Way; caseId: number }) {
  const t = useTranslations("clients");
  const errorText = useErrorText();
  const utils = trpc.useUtils();
  const may = useMay();
  const shut = trpc.organisations.shutLetters.useMutation({
    onSuccess: () => {
      toast.success(t("changes.done"));
      void utils.organisations.letterWays.invalidate({ caseId });
    },
    onError: (error) => toast.error(errorText(error)),
  });
  const { partyId, name, openedTimes, lastOpenedAt, failures, shutBefore, shutByName } = way;
  const by = shutByName ? t("letters.shutBy", { name: shutByName }) : t("letters.shut");
  return (
    <li className="grid gap-0.5 py-1.5">
      <div className="flex flex-wrap items-center gap-x-3">
        <TextLink href={`/parties/${partyId}`}>{name}</TextLink>
        {way.isInside ? <Badge tone="info">{t("letters.inside")}</Badge> : null}
        {may("portal:invite") ? (
          <Button
            size="sm"
            kind="danger-quiet"
            className="ml-auto"
            loading={shut.isPending}
            onClick={() => shut.mutate({ caseId, partyId })}
          >
            {t("letters.revoke")}
          </Button>
        ) : null}
      </div>
      <p className="flex flex-wrap gap-x-3 text-ink-2 text-xs">
        <span>{t("letters.opened", { count: openedTimes })}</span>
        {lastOpenedAt ? (
          <span>
            {t("letters.last")} <Instant value={lastOpenedAt} />
          </span>
        ) : null}
        {failures > 0 ? <span>{t("letters.failures", { count: failures })}</span> : null}
        {shutBefore ? (
          <span>
            {by} <Instant value={shutBefore} />
          </span>
        ) : null}
      </p>
    </li>
  );
}
