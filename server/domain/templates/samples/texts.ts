/** A reminder by SMS: 160 characters of the plain alphabet are one part. */
export const SMS_REMINDER =
  "Dobry den, evidujeme dluh {Dluh.Celkem: bez měny, bez haléřů} Kc po splatnosti. " +
  "Uhradte jej na ucet {Účet.Číslo}, VS {Platba.VS | Případ.RefNo}. Dekujeme.\n";

/** A reminder by e-mail; its style stands inside, because mail programs read no other. */
export const EMAIL_REMINDER = `<!doctype html>
<html lang="cs">
<head>
<meta charset="utf-8">
<title>Upomínka</title>
<style>
body { margin: 0; padding: 24px; background: #ffffff; color: #1f2933; font: 15px/1.5 Arial, sans-serif; }
main { max-width: 600px; margin: 0 auto; }
h1 { font-size: 20px; margin: 0 0 16px; }
table { width: 100%; border-collapse: collapse; margin: 16px 0; }
th, td { padding: 6px 8px; border-bottom: 1px solid #d5dbe1; text-align: left; }
.amount { text-align: right; white-space: nowrap; }
.total { font-weight: bold; }
.small { color: #52606d; font-size: 13px; }
</style>
</head>
<body>
<main>
<h1>Připomínáme nezaplacené závazky</h1>
<p><mark>Povinný.Oslovení</mark>,</p>
<p>u společnosti <mark>Věřitel.CeléJméno | Odesílatel.Název</mark> evidujeme závazky po splatnosti:</p>
<table>
<thead>
<tr><th>Závazek</th><th>Splatnost</th><th class="amount">Zbývá uhradit</th></tr>
</thead>
<tbody>
<tr>
<td><mark>Pohledávky.Popis | "pohledávka"</mark></td>
<td><mark>Pohledávky.Splatnost</mark></td>
<td class="amount"><mark>Pohledávky.Zůstatek</mark></td>
</tr>
</tbody>
<tfoot>
<tr class="total"><td colspan="2">Celkem</td><td class="amount"><mark>Dluh.Celkem</mark></td></tr>
</tfoot>
</table>
<p>Uhraďte prosím do <mark>Výzva.Lhůta | Dnes + 10 dní: dlouze</mark> částku
<strong><mark>Dluh.Celkem</mark></strong> na účet <strong><mark>Účet.Číslo</mark></strong>, variabilní
symbol <strong><mark>Platba.VS | Případ.RefNo</mark></strong>. Nejrychleji to jde tímto kódem:</p>
<p><mark>Platba.QR</mark></p>
<p>Potřebujete-li splátky nebo se závazkem nesouhlasíte, stačí na tento e-mail odpovědět.</p>
<p>S pozdravem<br><mark>Uživatel.Jméno | Odesílatel.Název</mark></p>
<p class="small">Naše zn. <mark>Případ.RefNo</mark>. Pokud jste mezitím zaplatili, považujte tuto zprávu
za bezpředmětnou.</p>
</main>
</body>
</html>
`;
