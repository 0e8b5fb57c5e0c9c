import type { ClockReport } from '#contract/operations'
import { civilTime } from '#core/time/civil-time'
import type { ClockMarks } from '../../store/clock/clock-marks.ts'
import type { UnitRow } from '../../store/office/units.ts'
import type { ClockWatch } from './clock-watch.ts'

export interface ClockReportParts {
  readonly clockWatch: ClockWatch
  readonly clockMarks: ClockMarks
}

/** How the clock stands, and the ratings of these units that are marked as of an uncertain time. */
export async function reportClock(
  { clockWatch, clockMarks }: ClockReportParts,
  units: readonly Pick<UnitRow, 'id' | 'code'>[],
): Promise<ClockReport> {
  const { doubt, newest } = clockWatch.state()
  const codes = new Map(units.map(({ id, code }) => [id, code]))
  const days = await clockMarks.uncertainDays([...codes.keys()])
  return {
    certain: doubt === null,
    doubt,
    hostTime: civilTime(clockWatch.host()),
    serverTime: civilTime(clockWatch.now()),
    newest: newest === null ? null : civilTime(newest),
    ends: await clockMarks.outliving(clockWatch.host()),
    uncertainDays: days.map(({ unitId, day, ratings }) => ({ unit: codes.get(unitId) ?? '', day, ratings })),
  }
}
