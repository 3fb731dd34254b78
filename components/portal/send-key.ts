/**
 * One key for one content: what is sent again unchanged is the same sending, what was changed after
 * a refusal is another one.
 */
export class SendKey {
  private last: { content: string; key: string } | null = null;

  of(content: object): string {
    const text = JSON.stringify(content);
    if (this.last?.content !== text) this.last = { content: text, key: crypto.randomUUID() };
    return this.last.key;
  }

  /** It arrived: the same words written once more are a new sending. */
  done(): void {
    this.last = null;
  }
}
