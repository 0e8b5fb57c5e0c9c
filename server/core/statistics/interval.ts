/** Where the true share probably lies: both ends 0 to 1. */
export interface Interval {
  readonly low: number
  readonly high: number
}

/** The 97.5 % point of the standard normal distribution: 95 % two-sided. */
export const Z95 = 1.959963984540054

/**
 * The 95 % confidence interval of a share, by Wilson's score method without continuity correction.
 * Source: E. B. Wilson, "Probable inference, the law of succession, and statistical inference", JASA 22 (1927).
 *
 * @returns both ends 0 to 1, exactly 0 or 1 when nobody or everybody is satisfied; null when nobody answered.
 * @throws RangeError for counts that cannot be: negative, not whole, or more satisfied than answered.
 */
export function wilsonInterval(satisfied: number, answered: number): Interval | null {
  if (!Number.isSafeInteger(satisfied) || !Number.isSafeInteger(answered) || satisfied < 0 || satisfied > answered) {
    throw new RangeError(`${satisfied} satisfied of ${answered} answered cannot be`)
  }
  if (answered === 0) return null
  const share = satisfied / answered
  const zz = Z95 * Z95
  const centre = share + zz / (2 * answered)
  const reach = Z95 * Math.sqrt((share * (1 - share)) / answered + zz / (4 * answered * answered))
  const scale = 1 + zz / answered
  // At the ends the formula gives 0 and 1, but floating point misses them by a little.
  return {
    low: satisfied === 0 ? 0 : Math.max(0, (centre - reach) / scale),
    high: satisfied === answered ? 1 : Math.min(1, (centre + reach) / scale),
  }
}
