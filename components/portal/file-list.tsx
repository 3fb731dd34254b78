import { Paperclip } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { DoorFile } from "./door-link";

/** "12 kB", "3,4 MB". */
export function FileSize({ bytes }: { bytes: number }) {
  const locale = useLocale();
  const isLarge = bytes >= 1_000_000;
  const size = new Intl.NumberFormat(locale, {
    ...{ style: "unit", unit: isLarge ? "megabyte" : "kilobyte" },
    maximumFractionDigits: isLarge ? 1 : 0,
  }).format(Math.max(bytes / (isLarge ? 1_000_000 : 1_000), isLarge ? 0 : 1));
  return <span className="figures shrink-0 text-ink-2 text-md">{size}</span>;
}

interface Props {
  slug: string;
  files: { id: number; name: string; sizeBytes: number }[];
}

/** Files of a line of a request, each to be saved. */
export function FileList({ slug, files }: Props) {
  const t = useTranslations("portal.requests");
  if (files.length === 0) return null;
  return (
    <ul aria-label={t("files")} className="mt-2 grid gap-1">
      {files.map((file) => (
        <li key={file.id} className="flex min-w-0 items-center gap-2">
          <Paperclip className="size-4 shrink-0 text-ink-2" aria-hidden />
          <DoorFile
            className="min-w-0 truncate text-accent underline underline-offset-2"
            href={`/api/files/portal/${slug}/sent/${file.id}`}
            download={file.name}
          >
            {file.name}
          </DoorFile>
          <FileSize bytes={file.sizeBytes} />
        </li>
      ))}
    </ul>
  );
}
