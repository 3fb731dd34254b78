import { ChevronRight } from "lucide-react";
import { useTranslations } from "next-intl";
import type { PortalOutput } from "../api/portal";
import { Instant } from "../format/instant";
import { Badge } from "../ui/badge";
import { brandButton } from "./brand";
import { DoorLink as Link } from "./door-link";
import { ListWatch } from "./list-watch";
import { Pager } from "./pager";
import { pathOf } from "./path-of";
import { StandingMark } from "./standing-mark";

/** What the client has asked, and how far each is. */
export function RequestList({
  slug,
  page,
  isFirst,
}: {
  slug: string;
  page: PortalOutput["myRequests"];
  isFirst: boolean;
}) {
  const { items: requests, nextCursor } = page;
  const t = useTranslations("portal.requests");
  return (
    <div className="grid gap-5">
      <ListWatch slug={slug} />
      <header className="flex flex-wrap items-center gap-3">
        <h1 className="mr-auto font-[650] text-2xl">{t("title")}</h1>
        <Link href={`/portal/${slug}/requests/new`} className={brandButton}>
          {t("new")}
        </Link>
      </header>
      {requests.length === 0 ? (
        <p className="text-ink-2">{t("none")}</p>
      ) : (
        <ul className="overflow-clip rounded-lg border border-rule bg-surface">
          {requests.map((each) => (
            <li key={each.refNo} className="border-rule not-last:border-b">
              <Link
                href={`/portal/${slug}/requests/${pathOf(each.refNo)}`}
                className="grid grid-cols-[1fr_auto_auto] items-center gap-3 px-4 py-3 hover:bg-hover"
              >
                <span className="grid min-w-0">
                  <span className="truncate font-[600]">{each.subject}</span>
                  <span className="figures text-ink-2 text-md">
                    {each.hasNews ? (
                      <>
                        <Badge tone="info">{t("news")}</Badge>{" "}
                      </>
                    ) : null}
                    {each.refNo}
                    {each.lastPostAt ? (
                      <>
                        {" · "}
                        <Instant value={each.lastPostAt} />
                      </>
                    ) : null}
                  </span>
                </span>
                <StandingMark standing={each.standing} />
                <ChevronRight className="size-5 text-ink-3" aria-hidden />
              </Link>
            </li>
          ))}
        </ul>
      )}
      <Pager path={`/portal/${slug}/requests`} isFirst={isFirst} nextCursor={nextCursor} />
    </div>
  );
}
