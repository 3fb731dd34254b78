import type { PackagePart, PictureUse } from "../compiled";
import type { DeflateSink } from "../package/deflate-sink";
import type { Step } from "../structure/program";
import type { Output, Picture } from "./run-steps";

/** Writes parts of a package one after another, and gathers their pictures. */
export class PackageOutput implements Output {
  readonly uses: PictureUse[] = [];
  private readonly numbers = new Map<Uint8Array, number>();
  private loops = 0;

  constructor(
    private readonly sink: DeflateSink,
    private part: PackagePart,
    private readonly unresolvedSources: Set<string>,
  ) {}

  begin(part: PackagePart): void {
    this.part = part;
    this.sink.start();
  }

  constant(step: Extract<Step, { kind: "constant" }>): void {
    if (this.loops > 0 || step.piece === undefined) this.sink.hold(step.text);
    else this.sink.piece(step.piece);
  }

  value(text: string): void {
    this.write(this.part.spelling.text(text));
  }

  picture({ png, widthMm, heightMm, alt }: Picture): void {
    const number = this.numbers.get(png) ?? this.numbers.size + 1;
    this.numbers.set(png, number);
    this.uses.push({ part: this.part.name, number, png });
    this.write(this.part.spelling.picture({ number, widthMm, heightMm, alt }));
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

  private write(text: string): void {
    if (this.loops > 0) this.sink.hold(text);
    else this.sink.text(text);
  }
}
