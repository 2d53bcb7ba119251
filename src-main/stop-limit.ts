/** What a station has to stop in before it ends at once. A service manager that kills must wait longer. */
export const stopLimitMs = 10_000;
