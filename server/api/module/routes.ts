import { BODY_BYTES_MAX } from "./body";
import type { ModuleRoute } from "./door";
import { sendToApplicant } from "./messages";
import { rematch } from "./movements";
import { takeStatements } from "./statements";

/**
 * What machines may ask, below `/api/module/v1/`. A route is a line here and a function that answers
 * JSON; key, rate, scope, size, language and repetition are the door's.
 */
export const ROUTES: readonly ModuleRoute[] = [
  {
    ...{ route: "POST statements", scope: "bank:upload", bytesMax: BODY_BYTES_MAX },
    answer: takeStatements,
  },
  {
    ...{ route: "POST movements/:movementId/rematch", scope: "bank:match", isAlone: true },
    answer: rematch,
  },
  {
    ...{ route: "POST messages", scope: "messages:send", isAlone: true },
    answer: sendToApplicant,
  },
];
