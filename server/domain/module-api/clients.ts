import { z } from "zod";
import { wholeLink } from "@/server/kernel/door-link";
import { makeEntryLink } from "../portal";
import { idField, outText, textField } from "./fields";
import { procedure } from "./procedure";

export const clientLink = procedure({
  ...{ method: "POST", path: "clients/links", scope: "clients:enter", tag: "parties" },
  footing: "job",
  summary: "A link that signs a client in at the portal",
  description:
    "For a program that has made sure who is at it. The link is good once and for ten minutes; the " +
    "client stays an hour at most and is shown by which program they came.",
  input: z.strictObject({
    partyId: idField("The client's card; one with an account at the portal."),
    email: textField("Which account, where the card has several.", 254).optional(),
  }),
  output: z.object({
    url: outText("Where to send the client's browser."),
    expiresAt: outText("Until when it is good, ISO 8601."),
  }),
  errors: { "portal.shut": "precondition", "portal.client_not_found": "not_found" },
  example: { partyId: 5 },
  run: async ({ module, job, input }) => {
    const { link, expiresAt } = await makeEntryLink(job, input, module.actor.name);
    const url = wholeLink(link, module.outside?.baseUrl ?? "");
    return { url, expiresAt: expiresAt.toISOString() };
  },
});
