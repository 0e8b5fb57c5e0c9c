import { ClockReport } from '#contract/operations'
import type { ClockReportParts } from '../../services/clock/clock-report.ts'
import { reportClock } from '../../services/clock/clock-report.ts'
import type { Units } from '../../store/office/units.ts'
import { principalOf, wholeOffice } from '../access/access.ts'
import type { Scope } from '../access/scope.ts'
import { ApiError } from '../framework/errors.ts'
import type { Routes } from '../framework/routes.ts'

export interface ClockParts extends ClockReportParts {
  readonly scope: Scope
  readonly units: Units
}

/** Whether the time of the server is believed, and the word of an administrator that it is right. */
export const clockRoutes =
  (parts: ClockParts): Routes =>
  (app) => {
    const { scope, units, clockWatch } = parts

    app.get(
      '/api/clock',
      { config: { access: wholeOffice }, schema: { response: { 200: ClockReport } } },
      async (request) => reportClock(parts, await scope.units(request)),
    )

    app.post(
      '/api/clock/confirm',
      { config: { access: ['admin'] }, schema: { response: { 200: ClockReport } } },
      async (request) => {
        const { actor, unitId } = principalOf(request)
        // There is one clock for the whole tree of units.
        if ((await units.chain(unitId)).length > 1) throw new ApiError('outside_scope')
        await clockWatch.confirm(actor)
        return reportClock(parts, await scope.units(request))
      },
    )
  }
