import type { Currency } from "@/server/kernel/money";
import type { Option } from "../form/select";

type Base = { key: string; label: string };

/** A filter of a list. Its value is text in the URL; see list-query.ts for how each is written. */
export type Filter =
  | (Base & {
      kind: "choice";
      options: readonly Option[];
      /** Given, options are searched on the server; `labelOf` names those already chosen. */
      onQuery?: (query: string) => void;
      isLoading?: boolean;
      labelOf?: (value: string) => string | undefined;
    })
  | (Base & { kind: "days" })
  | (Base & { kind: "money"; currency: Currency })
  | (Base & { kind: "text" })
  | (Base & { kind: "flag" });
