import { Paperclip } from "lucide-react";
import { FileSize } from "../timeline/file-size";
import { buttonClass } from "../ui/button";
import type { Seen } from "./seen";

/** Files beside a message; those that are kept already are links. */
export function FileChips({ files }: { files: Seen["files"] }) {
  if (files.length === 0) return null;
  return (
    <ul className="flex flex-wrap gap-1.5">
      {files.map((file) => {
        const content = (
          <>
            <Paperclip className="size-3.5 shrink-0 text-ink-3" aria-hidden />
            <span className="truncate">{file.name}</span>
            <FileSize bytes={file.sizeBytes} />
          </>
        );
        const look = buttonClass({ className: "max-w-full font-normal!" });
        return (
          <li key={`${file.href} ${file.name}`} className="flex max-w-full">
            {file.href ? (
              <a href={file.href} target="_blank" rel="noreferrer" className={look}>
                {content}
              </a>
            ) : (
              <span className={look}>{content}</span>
            )}
          </li>
        );
      })}
    </ul>
  );
}
