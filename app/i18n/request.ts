import { cookies, headers } from "next/headers";
import { getRequestConfig } from "next-intl/server";
import { TIME_ZONE } from "@/server/kernel/locale";
import { chooseLocale, localeCookie } from "./choose-locale";
import { loadClientMessages } from "./client-messages";
import { loadMessages } from "./load-messages";

export default getRequestConfig(async () => {
  const [jar, header] = await Promise.all([cookies(), headers()]);
  const locale = chooseLocale({
    cookie: jar.get(localeCookie)?.value,
    acceptLanguage: header.get("accept-language"),
  });
  const isClient = header.get("x-saldo-door") === "portal";
  const messages = await (isClient ? loadClientMessages(locale) : loadMessages(locale));
  return { locale, messages, timeZone: TIME_ZONE };
});
