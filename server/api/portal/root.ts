import { atDoor } from "./routes/at-door";
import { money } from "./routes/money";
import { organisations } from "./routes/organisations";
import { requests } from "./routes/requests";
import { self } from "./routes/self";
import { createCallerFactory, router } from "./trpc";

/** Everything a client's browser may ask; every answer is a shape of its own. */
export const portalRouter = router({ ...atDoor, ...self, ...money, ...requests, ...organisations });
export type PortalRouter = typeof portalRouter;

/** For server components: the same procedures, called in process. */
export const createPortalCaller = createCallerFactory(portalRouter);
