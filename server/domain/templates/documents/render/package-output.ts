import type { PackagePart, PictureUse } from "../compiled";
import { type DeflateSink, THOROUGH } from "../package/deflate-sink";
import type { PackageEntry } from "../package/read-package";
import type { Step } from "../structure/program";
import type { Output, Picture } from "./run-steps";

/** Writes parts of a package one after another, and gathers their pictures. */
export class PackageOutput implements Output {
  readonly uses: PictureUse[] = [];
  private readonly numbers = new Map<Uint8Array, number>();
  private part: PackagePart | null = null;
  private loops: number;

  /** A letter that is packed small waits as a whole, as if all of it repeated. */
  constructor(
    private readonly sink: DeflateSink,
    private readonly unresolvedSources: Set<string>,
    private readonly isSmall: boolean,
  ) {
    this.loops = isSmall ? 1 : 0;
  }

  /** Writes one part by steps that are run with this output. */
  write(part: PackagePart, run: () => void): PackageEntry {
    this.part = part;
    this.sink.start();
    run();
    return this.sink.end(part.name, this.isSmall ? THOROUGH : undefined);
  }

  constant(step: Extract<Step, { kind: "constant" }>): void {
    if (this.loops > 0 || step.piece === undefined) this.sink.hold(step.text);
    else this.sink.piece(step.piece);
  }

  value(text: string): void {
    if (this.part !== null) this.put(this.part.spelling.text(text));
  }

  picture({ png, widthMm, heightMm, alt }: Picture): void {
    if (this.part === null) return;
    const number = this.numbers.get(png) ?? this.numbers.size + 1;
    this.numbers.set(png, number);
    this.uses.push({ part: this.part.name, number, png });
    this.put(this.part.spelling.picture({ number, widthMm, heightMm, alt }));
  }

  unresolved(source: string): void {
    this.unresolvedSources.add(source);
  }

  enterLoop(): void {
    this.loops += 1;
  }

  leaveLoop(): void {
    this.loops -= 1;
    if (this.loops === 0) this.sink.flush();
  }

  kept(before: () => void, body: () => void): boolean {
    const start = this.sink.mark();
    before();
    const mark = this.sink.mark();
    body();
    if (this.sink.isPast(mark)) return true;
    this.sink.goBack(start);
    return false;
  }

  private put(text: string): void {
    if (this.loops > 0) this.sink.hold(text);
    else this.sink.text(text);
  }
}
