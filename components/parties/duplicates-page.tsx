"use client";

import { CircleCheckBig, GitMerge } from "lucide-react";
import { useTranslations } from "next-intl";
import { type RouterOutput, trpc } from "../api/crm";
import { useErrorText } from "../form/error-text";
import { Day } from "../format/day";
import { PageBody, PageHeader } from "../shell/page-header";
import { Badge } from "../ui/badge";
import { Button, ButtonLink } from "../ui/button";
import { EmptyState, ErrorState } from "../ui/empty-state";
import { SkeletonRows } from "../ui/skeleton";
import { PartyBadge } from "./party-badge";

type Group = RouterOutput["parties"]["scanDuplicates"]["items"][number];
type Member = Group["members"][number];

/** Records that stand twice, found across the whole register; from here they are merged. */
export function DuplicatesPage() {
  const t = useTranslations("parties");
  const errorText = useErrorText();
  const scan = trpc.parties.scanDuplicates.useInfiniteQuery(
    { limit: 20 },
    { getNextPageParam: (page) => page.nextCursor },
  );
  const groups = scan.data?.pages.flatMap((page) => page.items) ?? [];
  const isDone = scan.data !== undefined && !scan.hasNextPage;
  return (
    <>
      <PageHeader
        breadcrumbs={[{ label: t("title"), href: "/parties" }]}
        title={t("duplicates.title")}
        subtitle={t("duplicates.intro")}
      />
      <PageBody>
        {scan.error ? (
          <ErrorState onRetry={() => void scan.refetch()}>{errorText(scan.error)}</ErrorState>
        ) : null}
        {scan.isPending ? <SkeletonRows rows={8} /> : null}
        {isDone && groups.length === 0 ? (
          <EmptyState icon={CircleCheckBig} title={t("duplicates.none")}>
            {t("duplicates.noneHint")}
          </EmptyState>
        ) : null}
        <ul className="grid max-w-4xl grid-cols-[minmax(0,1fr)] gap-5">
          {groups.map((group) => (
            <GroupBlock key={keyOf(group)} group={group} />
          ))}
        </ul>
        {scan.hasNextPage ? (
          <div className="pt-4">
            <Button onClick={() => void scan.fetchNextPage()} loading={scan.isFetchingNextPage}>
              {t("duplicates.more")}
            </Button>
          </div>
        ) : null}
      </PageBody>
    </>
  );
}

const keyOf = (group: Group) =>
  `${group.reason} ${group.nameKey} ${group.members.map((member) => member.partyId ?? member.name).join(" ")}`;

function GroupBlock({ group }: { group: Group }) {
  const t = useTranslations("parties.duplicates");
  const [first, second] = group.members.map((member) => member.partyId).filter((id) => id !== null);
  return (
    <li>
      <div className="flex min-h-8 flex-wrap items-center gap-2 border-rule-strong border-b">
        <span className="font-[600]">{t("members", { count: group.members.length })}</span>
        <Badge>{t(group.reason)}</Badge>
        {first !== undefined && second !== undefined ? (
          <ButtonLink
            href={`/parties/${first}/merge?with=${second}`}
            size="sm"
            icon={GitMerge}
            className="ml-auto"
          >
            {t("merge")}
          </ButtonLink>
        ) : null}
      </div>
      <ul>
        {group.members.map((member, i) => (
          <MemberLine key={member.partyId ?? `${member.name} ${i}`} member={member} />
        ))}
      </ul>
    </li>
  );
}

function MemberLine({ member }: { member: Member }) {
  const t = useTranslations("parties.duplicates");
  const { partyId, name, kind, birthOn, registrationNo, city, caseCount } = member;
  return (
    <li className="flex min-h-row flex-wrap items-center gap-x-4 border-rule border-b py-1 max-md:gap-x-2">
      <span className="min-w-48 flex-1 max-md:basis-full">
        {partyId === null ? (
          <span>
            {name} <span className="text-ink-2 text-xs">{t("masked")}</span>
          </span>
        ) : (
          <PartyBadge party={{ id: partyId, fullName: name, kind }} />
        )}
      </span>
      <span className="text-right md:w-24">{birthOn ? <Day value={birthOn} /> : null}</span>
      <span className="code-figures empty:hidden md:w-20 md:empty:inline">{registrationNo}</span>
      <span className="truncate md:w-40">{city}</span>
      <span className="figures text-right text-ink-2 md:w-24">
        {caseCount === null ? null : t("caseCount", { count: caseCount })}
      </span>
    </li>
  );
}
