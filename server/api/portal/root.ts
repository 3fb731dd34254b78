import { atDoor } from "./routes/at-door";
import { disputes } from "./routes/disputes";
import { help } from "./routes/help";
import { money } from "./routes/money";
import { organisations } from "./routes/organisations";
import { papers } from "./routes/papers";
import { requests } from "./routes/requests";
import { self } from "./routes/self";
import { signInWays } from "./routes/sign-in-ways";
import { createCallerFactory, router } from "./trpc";

/** Everything a client's browser may ask; every answer is a shape of its own. */
export const portalRouter = router({
  ...atDoor,
  ...signInWays,
  ...self,
  ...money,
  ...papers,
  ...organisations,
  ...disputes,
  ...requests,
  ...help,
});
export type PortalRouter = typeof portalRouter;

/** For server components: the same procedures, called in process. */
export const createPortalCaller = createCallerFactory(portalRouter);
