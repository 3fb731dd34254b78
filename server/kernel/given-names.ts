import { fold } from "./fold";

/**
 * Frequent given names of people living in Czechia and Slovakia (public statistics of names), with
 * those of the largest foreign communities. Names that are at least as frequent as surnames
 * (Beneš, Havel, Urban, Kuba) are left out: the list decides which of two words is the given name.
 */
const NAMES = `
Adam Adolf Adrian Adrián Alan Albert Albín Aleš Alexander Alexandr Alexej Alfons Alfréd Alois Alojz
Ambrož Anatol Andrej Andrzej Anton Antonín Arnold Arnošt Artur Arkadij Augustin Augustín Balázs
Bartoloměj Bedřich Blahoslav Blažej Bohdan Bohumil Bohumír Bohuslav Bohuš Boleslav Boris Bořek
Bořivoj Božetěch Branislav Bronislav Bruno Břetislav Ctibor Ctirad Cyril Čeněk Čestmír Dalibor
Dalimil Damián Daniel Dávid David Denis Dezider Dimitrij Dmitrij Dobroslav Dominik Drahomír
Drahoslav Dušan Eduard Egon Elemír Emanuel Emerich Emil Erich Erik Ervín Evžen Eugen Fabián
Felix Ferdinand Filip František Frederik Fridrich Gabriel Gejza Gustav Gustáv Hanuš Herbert Heřman
Hubert Hugo Hynek Ignác Igor Ilja Imrich Ivan Ivo Jáchym Jakub Jan Ján Jarmil Jaromír Jaroslav
Jiří Jindřich Jeroným Johan Jonáš Jonatan Josef Jozef Jozue Julian Julius Július Juraj Justin
Kamil Karel Karol Kazimír Kevin Klement Koloman Konstantin Konrád Kristián Kryštof Krzysztof
Květoslav Kvido Ladislav Leo Leon Leopold Leoš Libor Lubomír Ľubomír Luboš Ľuboš Luboslav Ľuboslav
Lubor Luděk Ludvík Ľudovít Lukáš Lumír Lukas Marcel Marcin Marek Marian Marián Mário Martin
Matěj Matej Mateusz Matouš Matúš Matyáš Maxim Maxmilián Medard Metod Metoděj Michael Michal
Mikuláš Milan Miloš Miloslav Milota Miroslav Mirek Mojmír Mořic Nikolaj Nikolas Norbert Oldřich
Oldrich Oleg Oliver Ondrej Ondřej Oskar Otakar Otmar Oto Otokar Otto Patrik Pankrác Pavel Pavol
Peter Petr Piotr Přemysl Prokop Radan Radek Radim Radko Radomír Radoslav Radovan Rafael Rajmund
René Richard Robert Róbert Robin Roland Roman Rostislav Rudolf Samuel Sebastian Sebastián Servác
Sergej Silvestr Silvester Simon Slavoj Slavomír Stanislav Svatopluk Svatoslav Svetozar Světozar
Šimon Štefan Štěpán Tadeáš Teodor Tibor Timotej Tobiáš Tomáš Tomasz Vadim Valdemar Valentin
Valentýn Valerij Vasil Vavřinec Vavrinec Vendelín Věroslav Viktor Vilém Viliam Vilibald Vincenc
Vincent Vít Vítězslav Vladan Vladimír Vladislav Vlastimil Vlastislav Vojtěch Vojtech Volodymyr
Vratislav Vsevolod Václav Walter Zbyněk Zbyšek Zdeněk Zdenek Zdenko Zikmund Zlatko Zoltán Želmír
Žigmund Oleksandr Serhij Andrij Mykola Vasyl Vitalij Jevhen Jurij Ihor Dmytro Ruslan Bogdan
Petro Mychajlo Oleksij Artem Maksym Anatolij Aleksandr Jevgenij Vjačeslav Konstantyn Sándor István
József László Gábor Attila Zsolt Tamás Ferenc Csaba
Ada Adéla Adela Adriana Agáta Agnesa Alena Alexandra Alice Alžběta Alžbeta Amálie Amálka Anastázie
Anastasia Andrea Aneta Anežka Angela Anna Anabela Antonie Antónia Apolena Aranka Barbora Barbara
Beata Beáta Běla Berta Bibiana Blahoslava Blanka Blažena Bohdana Bohumila Bohuslava Božena
Bronislava Brigita Cecílie Cecília Dagmar Dana Daniela Danuše Danuška Darina Darja Daša Debora
Denisa Diana Dominika Dorota Drahomíra Drahoslava Drahuše Dušana Edita Ela Elena Elen Eleonora
Eliška Elizabeth Ella Ema Emílie Emília Emma Erika Ester Etela Eva Evelína Evženie Filoména
Františka Gabriela Galina Gerta Gertruda Gita Gizela Hana Hanka Hanna Helena Hedvika Hedviga
Hermína Hildegarda Hilda Ida Ilona Ingrid Irena Irma Iva Ivana Iveta Ivona Izabela Jana Jarmila
Jarolína Jaromíra Jaroslava Jasmína Jindřiška Jiřina Jitka Johana Jolana Jozefa Jozefína Josefa
Josefína Judita Julie Júlia Juliana Julia Justína Justýna Kamila Karin Karina Karla Karolína
Kateřina Katarína Katarzyna Klára Klaudie Klaudia Kornélie Kristina Kristína Kristýna Květa
Květoslava Květuše Laura Lada Ladislava Lea Lenka Leona Libuše Lída Liliana Linda Lívia Livie
Ljuba Luba Lubomíra Ľubica Ľubomíra Lucia Lucie Ludmila Ľudmila Lýdie Lýdia Magda Magdaléna
Magdalena Malgorzata Marcela Margita Margaréta Marie Mária Maria Mariana Marika Markéta Marta
Martina Matylda Michaela Milada Milena Milina Miloslava Miluše Miluška Miriam Miroslava Mirka
Monika Naďa Naděžda Natálie Natália Nataša Nela Nikol Nikola Nina Nora Oľga Olga Oldřiška Olina
Olívia Patricie Patrícia Paulína Pavla Pavlína Petra Petronela Radka Radmila Radomíra Radoslava
Regína Renáta Renata Romana Rozálie Rozália Rudolfa Růžena Ružena Sabina Sandra Sára Silvia
Silvie Simona Slávka Slavěna Slavomíra Soňa Sofie Sofia Stanislava Stella Svatava Světlana Svetlana
Sylva Sylvie Sylvia Šárka Šarlota Štefánia Štěpánka Štefania Tamara Taťána Tatiana Tatjana Tereza
Terezie Terézia Teodora Valerie Valéria Valentina Vanda Vanesa Vendula Vendulka Věra Viera
Veronika Viktorie Viktória Vilma Viola Vladimíra Vladislava Vlasta Vlastimila Xenie Yveta Yvona
Zdena Zdenka Zdeňka Zina Zita Zlata Zlatica Zlatuše Zora Zuzana Zdislava Žaneta Želmíra Žofie Žofia
Oksana Olena Natalija Iryna Tetjana Hanna Halyna Svitlana Mariia Mariya Marija
Ljudmyla Nadija Julija
Kateryna Viktorija Ekaterina Jekatěrina Jelena Irina Ludmyla Ivanna Olha Oleksandra Agnieszka Ewa
Joanna Krystyna Erzsébet Ilonka Zsuzsanna Éva Mária Ágnes Katalin
John James George William Thomas Charles Andrew Patrick Paul Mary Elisabeth Ann Jane Sarah Emily
Hans Klaus Wolfgang Jürgen Ursula Mohamed Muhammad Ahmed Ali Giovanni Marco Luca Pierre
Иван Пётр Александр Алексей Андрей Сергей Дмитрий Владимир Николай Михаил Юрий Игорь Олег Евгений
Анна Мария Елена Ольга Наталья Татьяна Ирина Светлана Екатерина Людмила Галина Юлия Виктория`;

const typed = NAMES.trim().split(/\s+/);
const folded = new Set(typed.map(fold));

// Folding is the dear part and a sheet repeats its names; the bound keeps a long process lean.
const REMEMBERED_MAX = 20_000;
const remembered = new Map<string, boolean>(typed.map((name) => [name, true]));

/** True for a frequent given name, in any case and without diacritics; "Anna-Marie" counts. */
export function isGivenName(word: string): boolean {
  const known = remembered.get(word);
  if (known !== undefined) return known;
  const answer = isFoldedName(fold(word));
  if (remembered.size < REMEMBERED_MAX) remembered.set(word, answer);
  return answer;
}

function isFoldedName(word: string): boolean {
  if (folded.has(word)) return true;
  const hyphen = word.indexOf("-");
  return hyphen > 0 && folded.has(word.slice(0, hyphen));
}

/** How many names the list holds, spellings apart. */
export const GIVEN_NAME_COUNT = folded.size;
