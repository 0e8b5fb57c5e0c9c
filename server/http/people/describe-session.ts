import type { Session } from '#contract/people/session'
import { civilDate } from '#core/time/civil-time'
import type { SecondFactors } from '../../store/people/second-factors.ts'
import type { Units } from '../../store/office/units.ts'
import type { Principal } from '../access/access.ts'
import { civilTime } from '#core/time/civil-time'

/** Tells a caller who they are to the server. */
export type DescribeSession = (principal: Principal) => Promise<Session>

export interface DescribeParts {
  readonly units: Units
  readonly secondFactors: SecondFactors
  readonly clock: () => number
  readonly releaseMode: Session['release']
}

/** Describes whoever is signed in, with the civil date of the server. */
export function createDescribeSession({ units, secondFactors, clock, releaseMode }: DescribeParts): DescribeSession {
  return async ({ name, displayName, role, unitId, areas, endsAt, session }) => {
    const unit = await units.byId(unitId)
    const factor = session?.accountId ? await secondFactors.of(session.accountId) : null
    return {
      username: name,
      displayName,
      role,
      unit: { code: unit.code, name: unit.name },
      atRoot: unit.parent_id === null,
      areas: areas === null ? null : [...areas],
      secondFactor: (factor?.secret ?? null) !== null,
      endsAt: endsAt === null ? null : civilTime(endsAt),
      mustChangePassword: session?.mustChange ?? false,
      today: civilDate(clock()),
      release: releaseMode,
    }
  }
}
