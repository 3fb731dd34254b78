import type { ModuleRoute } from "./door";
import { rematch } from "./movements";
import { takeStatements } from "./statements";

/**
 * What machines may ask, below `/api/module/v1/`. A route is a line here and a function that answers
 * JSON; key, rate, size, language and repetition are the door's.
 */
export const ROUTES: readonly ModuleRoute[] = [
  { route: "POST statements", answer: takeStatements },
  { route: "POST movements/:movementId/rematch", isAlone: true, answer: rematch },
];
