/** True for eight digits whose last one is right (ČSÚ and ŠÚ SR: weights 8…2, mod 11). */
export function isRegistrationNo(text: string): boolean {
  if (text.length !== 8) return false;
  let sum = 0;
  for (let i = 0; i < 7; i += 1) {
    const digit = text.charCodeAt(i) - 48;
    if (digit < 0 || digit > 9) return false;
    sum += digit * (8 - i);
  }
  // 11 - m, where 10 is written 0 and 11 is written 1.
  return String((11 - (sum % 11)) % 10) === text.charAt(7);
}
