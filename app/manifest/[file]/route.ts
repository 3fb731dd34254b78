import { translatorIn } from "@/app/i18n/code-words";
import { DEFAULT_LOCALE, isLocale } from "@/server/kernel/locale";

/** What a telephone needs to install the pocket version: /manifest/<language>. */
export async function GET(
  _request: Request,
  { params }: { params: Promise<{ file: string }> },
): Promise<Response> {
  const { file } = await params;
  const lang = isLocale(file) ? file : DEFAULT_LOCALE;
  const t = await translatorIn(lang);
  const [name, description] = [t("pocket.manifest.name"), t("pocket.manifest.description")];
  const icon = (src: string, sizes: string, purpose = "any") => ({
    ...{ src, sizes, purpose, type: "image/png" },
  });
  const manifest = {
    ...{ id: "/pocket", start_url: "/pocket", scope: "/pocket", display: "standalone" },
    ...{ lang, name, short_name: "Saldo", description },
    ...{ background_color: "#ffffff", theme_color: "#18292f" },
    icons: [
      icon("/icon-192.png", "192x192"),
      icon("/icon-512.png", "512x512"),
      icon("/icon-maskable.png", "512x512", "maskable"),
    ],
  };
  return Response.json(manifest, {
    headers: {
      "content-type": "application/manifest+json",
      "cache-control": "public, max-age=3600",
    },
  });
}
