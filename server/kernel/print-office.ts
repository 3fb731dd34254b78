/** A word processor of this machine that turns documents into PDF, or that there is none. */
export type PrintOffice =
  | { isInstalled: false }
  | {
      isInstalled: true;
      /** One answer for each document, in their order. */
      toPdf(
        documents: readonly { format: "docx" | "odt"; content: Uint8Array }[],
        /** `isWaitedFor`: a person sits before it, and goes first. */
        options: { createdAt: Date; isWaitedFor?: boolean },
      ): Promise<({ isConverted: true; pdf: Buffer } | { isConverted: false; reason: string })[]>;
    };
