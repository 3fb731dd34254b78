import { describe, expect, it } from "vitest";
import { LOCALES } from "@/server/kernel/locale";
import { guessSex, type Sex, sexOfText } from "./guess-sex";
import { type Addressee, salutationOf, vocativeNameOf } from "./salutation";
import { titledSalutationOf } from "./titled-salutation";

function person(
  givenName: string | null,
  surname: string | null,
  sex: Sex | null = null,
): Addressee {
  return { givenName, surname, sex, isOrganization: false };
}

describe("salutation", () => {
  it.each<[string, Addressee, string[]]>([
    [
      "a woman",
      person("Jana", "Nováková", "female"),
      [
        "Vážená paní Nováková",
        "Vážená pani Nováková",
        "Dear Ms Nováková",
        "Уважаемая г-жа Nováková",
      ],
    ],
    [
      "a man",
      person("Petr", "Novák", "male"),
      ["Vážený pane Nováku", "Vážený pán Novák", "Dear Mr Novák", "Уважаемый г-н Novák"],
    ],
    [
      "a man whose name tells it",
      person("Zdeněk", "Kučera"),
      ["Vážený pane Kučero", "Vážený pán Kučera", "Dear Mr Kučera", "Уважаемый г-н Kučera"],
    ],
    [
      "a man without a surname",
      person("Petr", null),
      ["Vážený pane Petře", "Vážený pán Petr", "Dear Mr Petr", "Уважаемый г-н Petr"],
    ],
    [
      "a person of unknown sex",
      person("Hong", "Nguyen"),
      [
        "Vážená paní, vážený pane",
        "Vážená pani, vážený pán",
        "Dear Hong Nguyen",
        "Уважаемый господин, уважаемая госпожа",
      ],
    ],
    [
      "nobody",
      person(null, " "),
      [
        "Vážená paní, vážený pane",
        "Vážená pani, vážený pán",
        "Dear Sir or Madam",
        "Уважаемый господин, уважаемая госпожа",
      ],
    ],
    [
      "a Russian with a patronymic",
      person("Иван Петрович", "Сидоров"),
      ["Vážený pane Сидоров", "Vážený pán Сидоров", "Dear Mr Сидоров", "Уважаемый Иван Петрович"],
    ],
    [
      "an organisation",
      { givenName: null, surname: "Banka, a.s.", sex: null, isOrganization: true },
      [
        "Vážení obchodní přátelé",
        "Vážení obchodní partneri",
        "Dear Sir or Madam",
        "Уважаемые дамы и господа",
      ],
    ],
  ])("of %s", (_who, addressee, expected) => {
    expect(LOCALES.map((language) => salutationOf(addressee, language))).toEqual(expected);
  });

  it("puts the whole name into the vocative, in Czech only", () => {
    expect(vocativeNameOf(person("Jan", "Němec"), "cs")).toBe("Jane Němče");
    expect(vocativeNameOf(person("Jana", "Němcová"), "cs")).toBe("Jano Němcová");
    expect(vocativeNameOf(person("Jan", "Němec"), "sk")).toBe("Jan Němec");
    expect(vocativeNameOf(person("Hong", "Nguyen"), "cs")).toBe("Hong Nguyen");
  });
});

describe("sex by the name", () => {
  it.each<[string | null, string | null, Sex | null]>([
    ["Jana", "Nováková", "female"],
    ["Petr", "Novák", "male"],
    [null, "Nováková", "female"],
    [null, "Novakova", "female"],
    [null, "Černá", "female"],
    [null, "Černý", "male"],
    [null, "Novák", null],
    [null, "Hruška", null],
    ["Jan", "Hruška", "male"],
    ["Ester", "Svoboda", "female"],
    ["Dagmar", "Krejčí", "female"],
    ["Marie", "Krejčí", "female"],
    ["Jiří", "Krejčí", "male"],
    ["Ilja", "Hurník", "male"],
    ["Nikola", "Krejčí", null],
    ["Nikola", "Šuhajová", "female"],
    ["Anna-Marie", "Krejčí", "female"],
    ["Petr", "Nováková", null],
    ["Hong", "Nguyen", null],
    ["Andrea", "Krejčí", "female"],
    ["Běla", "Krejčí", null],
    ["Csaba", "Nagy", "male"],
    ["Иван Петрович", "Крамаренко", "male"],
    ["Анна Ивановна", "Крамаренко", "female"],
    ["Ольга", "Сидорова", "female"],
    ["", "", null],
    [null, null, null],
  ])("%s %s: %s", (givenName, surname, expected) => {
    expect(guessSex({ givenName, surname })).toBe(expected);
  });

  it("is read from words of four languages", () => {
    expect(["muž", "Žena", "male", "F", "ж", "мужской", "", "x"].map(sexOfText)).toEqual([
      "male",
      "female",
      "male",
      "female",
      "female",
      "male",
      null,
      null,
    ]);
  });
});

describe("salutation with a title", () => {
  const titled = (titlesBefore: string | null, addressee: Addressee) =>
    LOCALES.map((language) => titledSalutationOf({ ...addressee, titlesBefore }, language));
  const man = person("Petr", "Novák");
  const woman = person("Jana", "Nováková");

  it.each<[string | null, Addressee, string[]]>([
    ["Ing.", man, ["Vážený pane inženýre Nováku", "Vážený pán inžinier Novák", "Dear Mr Novák"]],
    [
      "JUDr. et Mgr.",
      woman,
      ["Vážená paní doktorko Nováková", "Vážená pani doktorka Nováková", "Dear Dr Nováková"],
    ],
    [
      "prof. MUDr.",
      man,
      ["Vážený pane profesore Nováku", "Vážený pán profesor Novák", "Dear Professor Novák"],
    ],
    ["Mgr.", woman, ["Vážená paní magistro Nováková", "Vážená pani magistra Nováková"]],
    ["Bc.", man, ["Vážený pane bakaláři Nováku", "Vážený pán bakalár Novák"]],
    ["plk.", man, ["Vážený pane Nováku", "Vážený pán Novák"]],
    [null, man, ["Vážený pane Nováku", "Vážený pán Novák", "Dear Mr Novák"]],
    ["Ing.", person("Hong", "Nguyen"), ["Vážená paní, vážený pane"]],
  ])("%s", (titles, addressee, expected) => {
    expect(titled(titles, addressee).slice(0, expected.length)).toEqual(expected);
  });
});
