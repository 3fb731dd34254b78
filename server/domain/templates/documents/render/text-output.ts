import type { Step } from "../structure/program";
import type { Output, Picture } from "./run-steps";

export interface TextSpelling {
  text(value: string): string;
  /** Null where the format has no place for pictures. */
  picture: ((picture: Picture) => string) | null;
}

/** Writes a letter that is text. */
export class TextOutput implements Output {
  private pieces: string[] = [];

  constructor(
    private readonly spelling: TextSpelling,
    private readonly unresolvedSources: Set<string>,
  ) {}

  text(): string {
    return this.pieces.join("");
  }

  constant(step: Extract<Step, { kind: "constant" }>): void {
    this.pieces.push(step.text);
  }

  value(text: string): void {
    this.pieces.push(this.spelling.text(text));
  }

  picture(picture: Picture): void {
    if (this.spelling.picture === null) this.unresolvedSources.add(picture.alt);
    else this.pieces.push(this.spelling.picture(picture));
  }

  /** Such a letter never leaves; whoever looks at it sees where the value is missing. */
  unresolved(source: string): void {
    this.unresolvedSources.add(source);
    this.pieces.push(this.spelling.text(`{${source}}`));
  }

  enterLoop(): void {}

  leaveLoop(): void {}

  kept(before: () => void, body: () => void): boolean {
    const start = this.pieces.length;
    before();
    const from = this.pieces.length;
    body();
    if (this.pieces.slice(from).some((piece) => piece !== "")) return true;
    this.pieces.length = start;
    return false;
  }
}
