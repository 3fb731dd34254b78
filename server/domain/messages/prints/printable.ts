import type { MessageFileKind } from "@/db/values/messages";
import { printWayOf } from "../../templates";

const PDF = "application/pdf";

const bare = (mediaType: string): string => mediaType.split(";")[0]?.trim().toLowerCase() ?? "";

export const isPdfType = (mediaType: string): boolean => bare(mediaType) === PDF;

interface Kept {
  kind: MessageFileKind;
  mediaType: string;
}

export interface ToPrint<F extends Kept> {
  /** What goes: the print where there is one, else the file itself. */
  file: F;
  source: F;
  kind: "document" | "attachment";
}

/** Whether a file of this kind and type is printed at all. Pages of mails are shown as they are. */
export const isPrinted = ({ kind, mediaType }: Kept): boolean =>
  (kind === "document" || kind === "attachment") && printWayOf(mediaType) !== null;

/**
 * Documents and attachments in their order, each as its print where it has one: the prints stand
 * behind them in the order of those that were printed, `names` telling which.
 */
export function asPrinted<F extends Kept & { name: string }>(files: readonly F[]): ToPrint<F>[] {
  const prints = files.filter(({ kind }) => kind === "print");
  const used = new Set<F>();
  return files.flatMap((source): ToPrint<F>[] => {
    const { kind } = source;
    if (kind !== "document" && kind !== "attachment") return [];
    const print = prints.find((each) => !used.has(each) && each.name === printName(source.name));
    if (print) used.add(print);
    return [{ kind, source, file: isPrinted(source) ? (print ?? source) : source }];
  });
}

/** "vyzva.docx" is printed as "vyzva.pdf". */
export const printName = (name: string): string => `${name.replace(/\.[A-Za-z0-9]{1,5}$/, "")}.pdf`;
