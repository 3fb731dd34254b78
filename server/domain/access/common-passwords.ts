/**
 * Words that guessing begins with, in Czech, Slovak, English and as Russian is typed in Latin letters.
 * A password made of one of them, repeated, or dressed up with digits and signs is refused.
 */
export const COMMON_WORDS: ReadonlySet<string> = new Set(
  `password passwort passw heslo heslojehenslo mojeheslo tajneheslo noveheslo hesloheslo parol parola
   qwerty qwertz qwertyuiop qwertzuiop asdfghjkl yxcvbnm zxcvbnm asdf qwer abc abcd abcdef abcdefgh
   abcdefghijkl qazwsx qazwsxedc admin administrator root user test tester demo saldo saldocrm welcome
   letmein iloveyou miluji milujite laska lasko slunicko princezna princess monkey dragon football
   fotbal hokej baseball master superman batman pokemon sunshine shadow changeme secret tajne login
   prihlaseni operator pohledavka pohledavky inkaso vymahani dluh dluznik praha brno ostrava plzen
   bratislava kosice cesko slovensko ceskarepublika slovakia czech martin michal tomas honza jana
   petr pavel lucie veronika kristyna terezka natalka adamko maminka tatinek leto zima jaro podzim
   summer winter spring autumn january december leden unor brezen duben kveten cerven cervenec srpen
   zari rijen listopad prosinec pondeli patek computer internet google facebook seznam hello ahoj ahojahoj
   dobryden correcthorsebatterystaple privet lubov ljubov moskva rossiya`
    .split(/\s+/)
    .filter(Boolean),
);
