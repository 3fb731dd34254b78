import { FileText } from "lucide-react";
import { useTranslations } from "next-intl";
import type { PortalOutput } from "../api/portal";
import { Instant } from "../format/instant";
import { BackLink } from "./back-link";
import { DoorFile } from "./door-link";
import { portalFile } from "./portal-file";

type Detail = PortalOutput["myMessage"];

/** One message as it went, with its files. */
export function MessagePage({ slug, message }: { slug: string; message: Detail }) {
  const t = useTranslations("portal.papers");
  const { subject, channel, direction, at, refNo, text, isWhole, files } = message;
  return (
    <article className="grid gap-5">
      <header className="grid gap-1">
        <BackLink href={`/portal/${slug}/documents/messages`}>{t("backToMessages")}</BackLink>
        <h1 className="font-[650] text-2xl [overflow-wrap:anywhere]">
          {subject || t(`channels.${channel}`)}
        </h1>
        <p className="figures text-ink-2 text-md">
          <Instant value={at} />
          {` · ${t(`channels.${channel}`)} · ${t(`directions.${direction}`)} · ${refNo}`}
        </p>
      </header>
      {isWhole ? (
        <p className="whitespace-pre-wrap rounded-lg border border-rule bg-surface p-5 [overflow-wrap:anywhere]">
          {text}
        </p>
      ) : (
        <p className="text-ink-2">{t("letterHint")}</p>
      )}
      {files.length > 0 ? (
        <section className="grid gap-3" aria-labelledby="files">
          <h2 id="files" className="font-[620] text-xl">
            {t("files")}
          </h2>
          <ul className="overflow-clip rounded-lg border border-rule bg-surface">
            {files.map(({ fileId, name }) => (
              <li key={fileId} className="border-rule not-last:border-b">
                <DoorFile
                  href={portalFile(slug, fileId)}
                  target="_blank"
                  rel="noopener"
                  className="grid grid-cols-[auto_1fr] items-center gap-3 px-4 py-3 hover:bg-hover"
                >
                  <FileText className="size-5 text-ink-3" aria-hidden />
                  <span className="truncate">{name}</span>
                </DoorFile>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
    </article>
  );
}
