/** What a register is asked with. */
export interface RegisterAccess {
  /** The address of its service, or what its paths lie below, as the connector says. */
  url: string;
  /** From the question to the last byte of the answer. */
  timeoutMs: number;
  /** Private addresses and plain HTTP: for tests, the demo and a mirror that stands inside. */
  isPrivateAllowed: boolean;
}
