import { type LabelOf, textOf } from "./label-of";
import type { Block, Inline } from "./manual";

interface BlocksProps {
  blocks: readonly Block[];
  labelOf: LabelOf;
  /** Left out where pictures and pages of ours are nothing to the reader. */
  isForPeople?: boolean;
}

/** The text of a manual; numbers of steps stay with them when it is printed. */
export function ManualBlocks({ blocks, labelOf, isForPeople = false }: BlocksProps) {
  const line = (pieces: readonly Inline[]) => (
    <Line pieces={pieces} labelOf={labelOf} isForPeople={isForPeople} />
  );
  return blocks.map((block, at) => {
    const key = `${block.kind} ${at}`;
    if (block.kind === "paragraph") return <p key={key}>{line(block.inner)}</p>;
    if (block.kind === "picture") {
      return isForPeople ? <Picture key={key} file={block.file} alt={block.alt} /> : null;
    }
    const items = block.items.map((item) => (
      <li key={textOf(item, labelOf)} className="pl-1">
        {line(item)}
      </li>
    ));
    return block.isOrdered ? (
      <ol key={key} className="grid list-decimal gap-1 pl-6 marker:text-ink-3">
        {items}
      </ol>
    ) : (
      <ul key={key} className="grid list-disc gap-1 pl-6 marker:text-ink-3">
        {items}
      </ul>
    );
  });
}

type LineProps = Omit<BlocksProps, "blocks"> & { pieces: readonly Inline[] };

function Line({ pieces, labelOf, isForPeople = false }: LineProps) {
  return pieces.map((piece, at) => {
    const key = `${piece.kind} ${at}`;
    if (piece.kind === "text") return piece.text;
    if (piece.kind === "label") {
      return (
        <b key={key} className="font-[600]">
          {labelOf(piece.key)}
        </b>
      );
    }
    if (piece.kind === "key") {
      return (
        <kbd
          key={key}
          className="rounded-sm border border-rule-strong bg-surface px-1 font-sans text-xs"
        >
          {piece.text}
        </kbd>
      );
    }
    const inner = <Line pieces={piece.inner} labelOf={labelOf} isForPeople={isForPeople} />;
    if (!isForPeople) return <span key={key}>{inner}</span>;
    return (
      <a key={key} href={piece.href} className="text-accent underline underline-offset-2">
        {inner}
      </a>
    );
  });
}

function Picture({ file, alt }: { file: string; alt: string }) {
  const isPhone = file.includes("-390");
  return (
    // biome-ignore lint/performance/noImgElement: a picture of the documentation, served as it is.
    <img
      src={`/api/files/manual/${file}`}
      alt={alt}
      loading="lazy"
      width={isPhone ? 390 : 1440}
      height={isPhone ? 844 : 900}
      className={
        isPhone
          ? "h-auto w-full max-w-60 rounded-md border border-rule"
          : "h-auto w-full rounded-md border border-rule"
      }
    />
  );
}
