import type { Interval } from '../statistics/interval.ts'
import { finiteInterval, worstAndBest } from '../statistics/interval.ts'
import type { Tally } from '../statistics/tally.ts'
import { answeredCount, satisfiedCount } from '../statistics/tally.ts'

/** How much of the dossiers that were returned the answers speak of. */
export interface DossierCoverage {
  /** Answers with a level of people who came for a result, and of people of whom nobody knows what they came for. */
  readonly answered: number
  readonly returned: number
  /** answered ÷ returned: 0 and more, because some rate twice. */
  readonly share: number
  /** `low`: too few to speak for all dossiers; `high`: so many that the worst and the best case are worth knowing. */
  readonly level: 'low' | 'usual' | 'high'
  /** The satisfied share of all dossiers had those who did not rate all been dissatisfied, or all satisfied. */
  readonly bounds: Interval | null
}

/** Below this share of the dossiers a figure says nothing of all of them (domain §1). */
const LOW = 0.3
/** From this share on the worst and the best case lie close enough together to be shown. */
const HIGH = 0.7

/**
 * @param atResult answers of people who came for a result, or of whom nobody knows the stage
 * @param returned dossiers handed over
 * @returns null where none was
 */
export function dossierCoverage(atResult: Tally, returned: number): DossierCoverage | null {
  if (returned === 0) return null
  const answered = answeredCount(atResult)
  const share = answered / returned
  const level = share < LOW ? 'low' : share < HIGH ? 'usual' : 'high'
  const bounds = level === 'high' ? worstAndBest({ satisfied: satisfiedCount(atResult), answered }, returned) : null
  return { answered, returned, share, level, bounds }
}

/** The interval about this period's dossiers alone; null where some answers are of people who came for no result. */
export function dossierInterval(tally: Tally, { answered, returned }: DossierCoverage): Interval | null {
  if (answered !== answeredCount(tally)) return null
  return finiteInterval({ satisfied: satisfiedCount(tally), answered }, returned)
}
