import { ChevronRight } from "lucide-react";
import { useTranslations } from "next-intl";
import type { PortalOutput } from "../api/portal";
import { Instant } from "../format/instant";
import { DoorLink as Link } from "./door-link";

type Item = PortalOutput["myMessages"]["items"][number];

/** What was written to the client and what they wrote, by whatever channel it went. */
export function MessageList({ slug, items }: { slug: string; items: Item[] }) {
  const t = useTranslations("portal.papers");
  if (items.length === 0) return <p className="text-ink-2">{t("noMessages")}</p>;
  return (
    <ul className="overflow-clip rounded-lg border border-rule bg-surface">
      {items.map(({ messageId, at, channel, direction, subject, preview, refNo }) => (
        <li key={messageId} className="border-rule not-last:border-b">
          <Link
            href={`/portal/${slug}/documents/messages/${messageId}`}
            className="grid grid-cols-[1fr_auto] items-center gap-3 px-4 py-3 hover:bg-hover"
          >
            <span className="grid min-w-0">
              <span className="truncate font-[600]">
                {subject || preview || t(`channels.${channel}`)}
              </span>
              <span className="figures text-ink-2 text-md">
                <Instant value={at} />
                {` · ${t(`channels.${channel}`)} · ${t(`directions.${direction}`)} · ${refNo}`}
              </span>
            </span>
            <ChevronRight className="size-5 text-ink-3" aria-hidden />
          </Link>
        </li>
      ))}
    </ul>
  );
}
