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
  const days = new Map<string, ReceivedCell>()
  const halfMonths = new Map<string, ReceivedHalfMonthCell>()
  return {
    days: () => days.values(),
    halfMonths: () => halfMonths.values(),
    add: ({ record, ...response }) => {
      const coarse = {
        unit_id: response.unitId,
        area_id: response.areaId,
        stage: record.stage ?? '',
        channel: record.channel,
        questionnaire_id: response.questionnaireId,
      }
      const { procedureId: procedure_id } = response
      countIn(days, { ...coarse, day: record.localDate, procedure_id, counter_id: record.counter })
      countIn(halfMonths, { ...coarse, half_month: halfMonthOf(record.localDate) })
    },
  }
}

type WithReceived<Cell> = Cell & { received: number }

function countIn<Cell extends object>(cells: Map<string, WithReceived<Cell>>, cell: Cell): void {
  const key = Object.values(cell).join('|')
  const known = cells.get(key)
  if (known) known.received += 1
  else cells.set(key, { ...cell, received: 1 })
}
