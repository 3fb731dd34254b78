import { Text } from "react-email";
import { Letter } from "./letter";
import type { Words } from "./words";

const look = { fontSize: "14px", margin: "0 0 12px" };

/** The last word to somebody who has no account any more: what was erased, and what is kept. */
export default function DataErased({ words }: { words: Words }) {
  const { t } = words;
  return (
    <Letter words={words} title={t("erased.title")} isToClient>
      <Text style={look}>{t("erased.text")}</Text>
      <Text style={look}>{t("erased.kept")}</Text>
    </Letter>
  );
}
