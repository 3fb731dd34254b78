import { column } from "./column-spec";

/** Columns of the case itself, of claims, payments, and of tasks and notes. */
export const WORK_COLUMNS = {
  refNo: column(
    "refNo",
    [
      "RefNo | RefNo | RefNo | RefNo",
      "Ref. č. | Ref. číslo | Referenční číslo | Číslo případu | Č. případu | Případ | ID případu | Číslo spisu | Č. spisu | Spis | Spisová značka | Sp. zn. | Sp. značka | Naše značka | Naše zn. | Interní číslo | Číslo prípadu | Č. prípadu | Prípad | Referenčné číslo | Case no | Case number | Case ID | Case | File no | File number | Reference | Reference number | Our ref | Номер дела | Дело | № дела",
    ],
    { example: "123/2026" },
  ),
  group: column(
    "text",
    [
      "Skupina | Skupina | Group | Группа",
      "Kód skupiny | Skupina případů | Skupina prípadov | Portfolio | Balík | Portfólio | Case group | Портфель",
    ],
    { example: "ALFA" },
  ),
  category: column(
    "category",
    ["Kategorie | Kategória | Category | Категория", "Typ případu | Druh případu | Case type"],
    { example: "Inkaso" },
  ),
  state: column(
    "state",
    [
      "Stav | Stav | State | Состояние",
      "Stav případu | Stav prípadu | Status | Case state | Case status | Статус",
    ],
    { example: "MimoSoud" },
  ),
  role: column(
    "role",
    [
      "Vztah | Vzťah | Role | Роль",
      "Vztah k případu | Vztah osoby | Role osoby | Rola | Relation | Relationship | Отношение",
    ],
    { example: "Povinný" },
  ),
  openedOn: column(
    "day",
    [
      "Datum založení | Dátum založenia | Opened on | Дата открытия",
      "Založeno | Otevřeno | Založené | Opened | Open date",
    ],
    { example: "31. 1. 2026" },
  ),
  owner: column(
    "operator",
    [
      "Řešitel | Riešiteľ | Owner | Ответственный",
      "E-mail řešitele | Vlastník | Referent | Vyřizuje | Zodpovídá | Zodpovědný | Odpovědná osoba | Vlastník případu | Zodpovedný | Vybavuje | Case owner | Responsible",
    ],
    { example: "eva.mala@agentura.cz" },
  ),
  tags: column(
    "tags",
    ["Štítky | Štítky | Tags | Метки", "Štítek | Štítok | Tagy | Tag | Příznaky | Příznak | Теги"],
    { isMulti: true, example: "VIP; nekontaktovat" },
  ),
  creditor: column(
    "text",
    [
      "Věřitel | Veriteľ | Creditor | Кредитор",
      "Jméno věřitele | Název věřitele | Oprávněný | Oprávnený | Klient | Mandant | Názov veriteľa | Creditor name | Client | Взыскатель",
    ],
    { example: "Alfa Energie, a.s." },
  ),
  creditorRegistrationNo: column(
    "registrationNo",
    [
      "IČO věřitele | IČO veriteľa | Creditor registration no. | Рег. номер кредитора",
      "IČ věřitele | Věřitel IČO | Věřitel IČ | IČO oprávněného | IČ oprávněného | Creditor ID",
    ],
    { example: "00177041" },
  ),
  variableSymbol: column(
    "variableSymbol",
    [
      "VS | VS | VS | VS",
      "V.S. | Variabilní symbol | Var. symbol | Variabilní s. | Variabilný symbol | Variable symbol | Вариабельный символ | Переменный символ",
    ],
    { example: "2026000123" },
  ),
  dueOn: column(
    "day",
    [
      "Splatnost | Splatnosť | Due date | Срок оплаты",
      "Datum splatnosti | Den splatnosti | Splatné dne | Splatno | Splatná | Splatná dne | Splatné | Dátum splatnosti | Splatné dňa | Due | Due on | Maturity | Дата погашения | Дата оплаты по договору",
    ],
    {
      in: {
        schedules:
          "První splátka | Datum první splátky | Datum splátky | Den splátky | Prvá splátka | Dátum splátky | First instalment | Instalment date | Datum | Dátum | Date | Первый платёж | Дата платежа | Дата",
      },
      example: "31. 1. 2026",
    },
  ),
  arisenOn: column(
    "day",
    [
      "Datum vystavení | Dátum vystavenia | Issued on | Дата выставления",
      "Vystaveno | Datum faktury | Datum vzniku | Vznik | DUZP | Vznik pohledávky | Vystavené | Invoice date | Issue date | Дата возникновения",
    ],
    { example: "17. 1. 2026" },
  ),
  principal: column(
    "money",
    [
      "Částka | Suma | Amount | Сумма",
      "Jistina | Dlužná částka | Výše dluhu | Dluh | Výše pohledávky | Pohledávka | Nominál | Celkem | Čiastka | Istina | Dlžná suma | Dlh | Pohľadávka | Principal | Debt | Claim amount | Основной долг | Сумма долга",
    ],
    { example: "12 500,00" },
  ),
  fee: column(
    "money",
    ["Poplatek | Poplatok | Fee | Сбор", "Poplatky | Fees | Smluvní poplatek | Poplatky celkem"],
    { example: "500,00" },
  ),
  costs: column(
    "money",
    [
      "Náklady | Náklady | Costs | Расходы",
      "Náklady vymáhání | Náklady řízení | Trovy | Trovy konania | Náklady spojené s uplatněním pohledávky",
    ],
    { example: "1 200,00" },
  ),
  paid: column(
    "money",
    [
      "Uhrazeno | Uhradené | Paid | Оплачено",
      "Zaplaceno | Již uhrazeno | Už uhrazeno | Uhrazená částka | Dosud uhrazeno | Úhrada | Úhrady | Zaplatené | Uhradená suma | Paid amount | Уплачено",
    ],
    { example: "1 000,00" },
  ),
  amount: column(
    "money",
    [
      "Uhrazeno | Uhradené | Paid | Оплачено",
      "Zaplaceno | Uhrazená částka | Přijatá částka | Částka platby | Částka úhrady | Částka | Úhrada | Platba | Zaplatené | Uhradená suma | Suma | Čiastka | Paid amount | Amount | Payment | Payment amount | Сумма платежа | Сумма | Платёж",
    ],
    { example: "1 000,00" },
  ),
  paidOn: column(
    "day",
    [
      "Datum úhrady | Dátum úhrady | Paid on | Дата оплаты",
      "Datum platby | Uhrazeno dne | Zaplaceno dne | Dátum platby | Uhradené dňa | Payment date | Date paid | Дата платежа",
    ],
    {
      in: {
        payments:
          "Datum | Dne | Dátum | Den | Datum zaúčtování | Datum připsání | Připsáno | Valuta | Date | Дата",
      },
      example: "15. 2. 2026",
    },
  ),
  instalmentAmount: column(
    "money",
    [
      "Splátka | Splátka | Instalment | Платёж",
      "Výše splátky | Částka splátky | Měsíční splátka | Výška splátky | Suma splátky | Mesačná splátka | Instalment amount | Částka | Suma | Čiastka | Amount | Сумма платежа | Сумма",
    ],
    { example: "1 000,00" },
  ),
  instalmentCount: column(
    "count",
    [
      "Počet splátek | Počet splátok | Number of instalments | Число платежей",
      "Počet | Splátek | Splátok | Instalments | Count | Количество платежей | Количество",
    ],
    { example: "12" },
  ),
  rhythm: column(
    "rhythm",
    [
      "Jak často | Ako často | How often | Как часто",
      "Rytmus | Perioda | Periodicita | Frekvence | Frekvencia | Interval | Rhythm | Frequency | Периодичность",
    ],
    { example: "měsíčně" },
  ),
  scheduleTotal: column(
    "money",
    [
      "Celkem | Spolu | Total | Всего",
      "Celková částka | Celková suma | K úhradě | Dluh | Dlh | Na úhradu | Total amount | Общая сумма",
    ],
    { example: "12 000,00" },
  ),
  currency: column("currency", ["Měna | Mena | Currency | Валюта", "Kód měny | Měna pohledávky"], {
    example: "CZK",
  }),
  claimTitle: column(
    "text",
    [
      "Titul pohledávky | Titul pohľadávky | Claim title | Основание требования",
      "Název pohledávky | Popis pohledávky | Předmět | Popis | Doklad | Číslo dokladu | Číslo faktury | Č. faktury | Faktura | Faktúra | Číslo faktúry | Opis | Text | Description | Invoice | Invoice no | Subject | Описание | Счёт",
    ],
    { example: "Faktura 2026/15" },
  ),
  paymentNote: column(
    "text",
    [
      "Poznámka | Poznámka | Note | Примечание",
      "Pozn. | Zpráva | Zpráva pro příjemce | Popis | Text | Správa pre prijímateľa | Message | Description | Назначение платежа",
    ],
    { example: "" },
  ),
  transactionNo: column(
    "text",
    [
      "Číslo transakce | Číslo transakcie | Transaction no. | Номер транзакции",
      "ID transakce | ID pohybu | Číslo pohybu | Číslo dokladu | Doklad | ID transakcie | Transaction ID | Reference banky | ID транзакции",
    ],
    { example: "26001234567" },
  ),
  eventKind: column(
    "eventKind",
    [
      "Typ události | Typ udalosti | Event kind | Вид события",
      "Typ | Druh | Druh události | Kind | Type | Тип | Вид",
    ],
    { example: "Úkol" },
  ),
  eventText: column(
    "longText",
    [
      "Popis | Popis | Description | Описание",
      "Text | Obsah | Poznámka | Pozn. | Úkol | Událost | Předmět | Opis | Úloha | Note | Task | Text poznámky | Content | Текст | Примечание | Задача",
    ],
    { example: "Zavolat dlužníkovi" },
  ),
  happenedOn: column(
    "moment",
    [
      "Datum | Dátum | Date | Дата",
      "Dne | Datum události | Vytvořeno | Zapsáno | Datum zápisu | Created | Event date",
    ],
    { example: "31. 1. 2026" },
  ),
  taskDue: column(
    "moment",
    [
      "Termín | Termín | Deadline | Срок",
      "Termín splnění | Splnit do | Termín do | Do kdy | Splniť do | Due | Due date | Due on",
    ],
    { example: "5. 2. 2026 14:00" },
  ),
  assignee: column(
    "operator",
    [
      "Řešitel | Riešiteľ | Assignee | Исполнитель",
      "E-mail řešitele | Přiděleno | Komu | Zodpovídá | Zodpovědný | Referent | Pridelené | Owner | Ответственный",
    ],
    { example: "eva.mala@agentura.cz" },
  ),
  place: column("text", ["Místo | Miesto | Place | Место", "Místo schůzky | Location"], {
    example: "Praha, pobočka",
  }),
  result: column(
    "longText",
    ["Výsledek | Výsledok | Result | Результат", "Vyřízeno | Výsledek úkolu | Outcome"],
    { example: "" },
  ),
  priority: column("priority", ["Priorita | Priorita | Priority | Приоритет", "Důležitost"], {
    example: "vysoká",
  }),
} as const;
