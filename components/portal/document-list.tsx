import { Download, FileText } from "lucide-react";
import { useTranslations } from "next-intl";
import type { PortalOutput } from "../api/portal";
import { Instant } from "../format/instant";
import { DoorFile } from "./door-link";
import { portalFile } from "./portal-file";

type Item = PortalOutput["myDocuments"]["items"][number];

/** Files that open beside the page; whatever cannot be shown is downloaded. */
export function DocumentList({ slug, items }: { slug: string; items: Item[] }) {
  const t = useTranslations("portal.papers");
  if (items.length === 0) return <p className="text-ink-2">{t("noDocuments")}</p>;
  return (
    <ul className="overflow-clip rounded-lg border border-rule bg-surface">
      {items.map((item) => (
        <li
          key={item.fileId}
          className="grid grid-cols-[1fr_auto] items-center border-rule not-last:border-b"
        >
          <DoorFile
            href={portalFile(slug, item.fileId)}
            target="_blank"
            rel="noopener"
            className="grid grid-cols-[auto_1fr] items-center gap-3 px-4 py-3 hover:bg-hover"
          >
            <FileText className="size-5 text-ink-3" aria-hidden />
            <span className="grid min-w-0">
              <span className="truncate font-[600]">{item.name}</span>
              <span className="figures text-ink-2 text-md">
                <Instant value={item.at} />
                {` · ${t(`sources.${item.source}`)}`}
                {item.refNo ? ` · ${item.refNo}` : ""}
              </span>
            </span>
          </DoorFile>
          <DoorFile
            href={portalFile(slug, item.fileId, { isDownload: true })}
            aria-label={t("download", { name: item.name })}
            className="flex size-12 items-center justify-center text-accent hover:bg-hover"
          >
            <Download className="size-5" aria-hidden />
          </DoorFile>
        </li>
      ))}
    </ul>
  );
}
