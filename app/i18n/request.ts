import { cookies, headers } from "next/headers";
import { getRequestConfig } from "next-intl/server";
import { TIME_ZONE } from "@/server/kernel/locale";
import { chooseLocale, localeCookie } from "./choose-locale";
import { loadMessages } from "./load-messages";

export default getRequestConfig(async () => {
  const [jar, header] = await Promise.all([cookies(), headers()]);
  const locale = chooseLocale({
    cookie: jar.get(localeCookie)?.value,
    acceptLanguage: header.get("accept-language"),
  });
  return { locale, messages: await loadMessages(locale), timeZone: TIME_ZONE };
});
