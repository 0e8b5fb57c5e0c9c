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
  return answered === 0 ? null : scoreInterval(satisfied / answered, answered)
}

/**
 * The same about a whole of `population` people of whom `answered` answered: Wilson on n* = n(N−1)/(N−n), the answers that
 * an endless population would have needed. Source: W. G. Cochran, Sampling Techniques, 3rd ed. (1977), finite population
 * correction. It holds if those who did not answer resemble those who did.
 *
 * @returns the share itself at both ends when everybody answered; null when nobody did, or more than there are.
 * @throws RangeError as `wilsonInterval` does.
 */
export function finiteInterval({ satisfied, answered }: CountedAnswers, population: number): Interval | null {
  const endless = wilsonInterval(satisfied, answered)
  if (endless === null || answered > population) return null
  const share = satisfied / answered
  if (answered === population) return { low: share, high: share }
  return scoreInterval(share, (answered * (population - 1)) / (population - answered))
}

/** Answers with a level and how many of them are satisfied: whole numbers. */
interface CountedAnswers {
  readonly satisfied: number
  readonly answered: number
}

/**
 * How satisfied all of a population could be at worst and at best: had those who did not answer all been dissatisfied, or
 * all satisfied. Source: C. F. Manski, "Nonparametric bounds on treatment effects", AER 80 (1990).
 *
 * @returns both ends 0 to 1; null without a population, or when more answered than there are.
 */
export function worstAndBest({ satisfied, answered }: CountedAnswers, population: number): Interval | null {
  if (population === 0 || answered > population) return null
  return { low: satisfied / population, high: (satisfied + population - answered) / population }
}

/** Wilson's interval of a share of `answered` answers, which need not be a whole number. */
function scoreInterval(share: number, answered: number): Interval {
  const zz = Z95 * Z95
  const centre = share + zz / (2 * answered)
  const reach = Z95 * Math.sqrt((share * (1 - share)) / answered + zz / (4 * answered * answered))
  const scale = 1 + zz / answered
  // At the ends the formula gives 0 and 1, but floating point misses them by a little.
  return {
    low: share === 0 ? 0 : Math.max(0, (centre - reach) / scale),
    high: share === 1 ? 1 : Math.min(1, (centre + reach) / scale),
  }
}
