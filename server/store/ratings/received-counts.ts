import { halfMonthOf } from '#core/time/period'
import type { ReceivedCell, ReceivedHalfMonthCell } from './response-statements.ts'
import type { NewResponse } from './response-writer.ts'

/** What a transaction received, by cells of days and of half-months. */
export interface ReceivedCounts {
  add(response: NewResponse): void
  days(): Iterable<ReceivedCell>
  halfMonths(): Iterable<ReceivedHalfMonthCell>
}

export function createReceivedCounts(): ReceivedCounts {
  const days = new Map<string, ReceivedCell & { received: number }>()
  return {
    add: ({ record, unitId, areaId, procedureId, questionnaireId }) => {
      const { localDate: day, channel, counter } = record
      const stage = record.stage ?? ''
      const key = `${unitId}|${day}|${areaId}|${procedureId}|${stage}|${channel}|${counter}|${questionnaireId}`
      const known = days.get(key)
      if (known) {
        known.received += 1
        return
      }
      days.set(key, {
        unit_id: unitId,
        day,
        area_id: areaId,
        procedure_id: procedureId,
        stage,
        channel,
        counter_id: counter,
        questionnaire_id: questionnaireId,
        received: 1,
      })
    },
    days: () => days.values(),
    halfMonths: () => halfMonthsOf(days.values()),
  }
}

/** Folded from the cells of days, which are few, and not counted response by response: the intake waits for it. */
function halfMonthsOf(days: Iterable<ReceivedCell>): Iterable<ReceivedHalfMonthCell> {
  const cells = new Map<string, ReceivedHalfMonthCell & { received: number }>()
  for (const { day, received, unit_id, area_id, stage, channel, questionnaire_id } of days) {
    const half_month = halfMonthOf(day)
    const key = [half_month, unit_id, area_id, stage, channel, questionnaire_id].join('|')
    const known = cells.get(key)
    if (known) known.received += received
    else cells.set(key, { unit_id, half_month, area_id, stage, channel, questionnaire_id, received })
  }
  return cells.values()
}
