import type { Socket } from "node:net";

/** A command of a client, its literals put in place. */
export interface Command {
  tag: string;
  /** "SELECT", "UID FETCH". */
  name: string;
  args: string[];
  /** Without the tag. */
  line: string;
  /** Asks the client for one more line, as a sign-in does. */
  ask(then: (line: string) => void, words?: string): void;
}

/** Cuts what a client sends into commands; asks for the literals that it announces. */
export class CommandReader {
  private bytes = Buffer.alloc(0);
  private parts: string[] = [];
  private literals: string[] = [];
  private literal = -1;
  private next: ((line: string) => void) | null = null;

  constructor(
    private readonly socket: Socket,
    private readonly handle: (command: Command) => void,
  ) {}

  take(bytes: Buffer): void {
    this.bytes = Buffer.concat([this.bytes, bytes]);
    while (this.step());
  }

  private step(): boolean {
    if (this.literal >= 0) {
      if (this.bytes.length < this.literal) return false;
      this.literals.push(this.bytes.toString("utf8", 0, this.literal));
      this.bytes = this.bytes.subarray(this.literal);
      this.literal = -1;
      return true;
    }
    const end = this.bytes.indexOf("\r\n");
    if (end < 0) return false;
    const line = this.bytes.toString("utf8", 0, end);
    this.bytes = this.bytes.subarray(end + 2);
    this.takeLine(line);
    return true;
  }

  private takeLine(line: string): void {
    if (this.next !== null) {
      const then = this.next;
      this.next = null;
      then(line);
      return;
    }
    const [announced, length, isOwn] = /\{(\d+)(\+?)\}$/.exec(line) ?? [];
    if (announced !== undefined) {
      this.parts.push(`${line.slice(0, -announced.length)}\0`);
      this.literal = Number(length);
      if (isOwn === "") this.socket.write("+ go on\r\n");
      return;
    }
    const whole = [...this.parts, line].join("");
    this.parts = [];
    const [tag = "", ...words] = wordsOf(whole, this.literals.splice(0));
    const isUid = words[0]?.toUpperCase() === "UID";
    const name = words
      .splice(0, isUid ? 2 : 1)
      .join(" ")
      .toUpperCase();
    const ask = (then: (answer: string) => void, words = "") => {
      this.next = then;
      this.socket.write(`+ ${words}\r\n`);
    };
    this.handle({ tag, name, args: words, line: whole.slice(tag.length + 1), ask });
  }
}

/** Atoms and strings; \0 stands where a literal was. */
function wordsOf(line: string, literals: string[]): string[] {
  const found = line.match(/"(?:[^"\\]|\\.)*"|\0|[^\s\0]+/g) ?? [];
  return found.map((word) => {
    if (word === "\0") return literals.shift() ?? "";
    return word.startsWith('"') ? word.slice(1, -1).replace(/\\(.)/g, "$1") : word;
  });
}
