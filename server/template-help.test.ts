import { expect, it } from "vitest";
import { HELP_TOPICS } from "@/components/templates/help-topics";
import { readTemplate } from "./domain/templates/documents/read-template";
import { vocabularyOf } from "./domain/templates/vocabulary-of";
import { processCatalogue } from "./domain/workflow";

const examples = HELP_TOPICS.flatMap((topic) => [
  ...("marked" in topic ? [`{${topic.marked}}`] : []),
  ...topic.examples.map((example) => (/[{<]/.test(example) ? example : `- {${example}}`)),
]);

it.each(examples)("the help teaches nothing that would be refused: %s", (example) => {
  const fileName = example.startsWith("<") ? "example.html" : "example.txt";
  const { problems } = readTemplate(
    fileName,
    Buffer.from(example),
    vocabularyOf(processCatalogue()),
  );
  expect(problems.filter(({ weight }) => weight === "error")).toEqual([]);
});
