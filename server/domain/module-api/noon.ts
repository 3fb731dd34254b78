/** A task of a whole day stands on it whatever the season's hour. */
export const noonOf = (day: string): Date => new Date(`${day}T12:00:00Z`);
