import { clientManualInput, getManual } from "@/server/domain/help";
import { doorProcedure } from "../trpc";

/** How the portal is used; the same for everybody who comes to the door. */
export const help = {
  manual: doorProcedure
    .input(clientManualInput)
    .query(({ input }) => getManual("client", input.language)),
};
