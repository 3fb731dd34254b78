import { takeMail } from "@/server/domain/requests";
import type { Subscriber } from "../subscribers";

/** What came by mail: whether it has to do with a request, or opens one. */
export const requestMail: Subscriber<"message.received"> = async (ctx, { messageId, channel }) => {
  if (channel === "email") await takeMail(ctx, { messageId, isPersonsWord: false });
};

/** A person has filed it: into a request that is the client's words. */
export const requestMailFiled: Subscriber<"message.filed"> = async (ctx, { messageId }) => {
  await takeMail(ctx, { messageId, isPersonsWord: true });
};
