import type { ReactNode } from "react";
import { Body, Container, Head, Heading, Hr, Html, Preview, Text } from "react-email";
import type { Words } from "./words";

export const ink = "#1c2024";
export const quiet = "#60646c";
export const rule = "#e0e1e6";
const font = "-apple-system, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif";

type LetterProps = {
  words: Words;
  title: string;
  /** Left out where nobody knows whose address it is. */
  name?: string;
  /** Not to one of our own: nothing in it leads to our settings. */
  isToClient?: boolean;
  children: ReactNode;
};

/** The paper that all of our mails are written on. */
export function Letter({ words, title, name, isToClient = false, children }: LetterProps) {
  const { t, locale } = words;
  const footer = isToClient ? "footerClient" : name ? "footer" : "footerPlain";
  return (
    <Html lang={locale}>
      <Head />
      <Preview>{title}</Preview>
      <Body style={{ backgroundColor: "#f9f9fb", color: ink, fontFamily: font, margin: 0 }}>
        <Container style={{ backgroundColor: "#ffffff", padding: "24px", maxWidth: "560px" }}>
          <Heading as="h1" style={{ fontSize: "18px", margin: "0 0 12px" }}>
            {title}
          </Heading>
          <Text style={{ fontSize: "14px", margin: "0 0 8px" }}>
            {name ? t("greeting", { name }) : t("greetingPlain")}
          </Text>
          {children}
          <Hr style={{ borderColor: rule, margin: "20px 0 8px" }} />
          <Text style={{ color: quiet, fontSize: "12px", margin: 0 }}>{t(footer)}</Text>
        </Container>
      </Body>
    </Html>
  );
}
