import type { KioskSetup } from '#contract/kiosk-setup'
import { startOfHalfDay } from '#core/time/civil-time'
import { questionnaireReference } from '#core/questions/questionnaire'
import { mayMove } from './move-identity.ts'
import type { OutboxRecord } from './record.ts'
import { strict } from './schema.ts'
import type { KioskDatabase } from './schema.ts'

/** Whether the setup names what the server once did not know, by the code of the issue. */
const named: Readonly<Record<string, (record: OutboxRecord, setup: KioskSetup) => boolean>> = {
  unknown_area: ({ response }, { areas }) => areas.some(({ code }) => code === response.area),
  unknown_procedure: ({ response }, { procedures }) => procedures.some(({ code }) => code === response.procedure),
  unknown_questionnaire: ({ response }, { questionnaires }) =>
    questionnaires.some((asked) => questionnaireReference(asked) === response.questionnaire),
  unknown_assignment: (record, { assignment, unit, restoredAt }) =>
    Boolean(restoredAt) && record.response.assignment !== assignment && mayMove(record, unit.code),
}

/** A retired version or area, and what another counter asks, is known to the server but in no setup. */
const unasked: ReadonlySet<string> = new Set(['unknown_area', 'unknown_procedure', 'unknown_questionnaire'])

/**
 * The record to be sent once more because the server knows by now what it refused it for: a restored backup may lack an
 * area, a questionnaire or the move of a kiosk, and staff make them anew. A move that was lost leads to the place the
 * server knows: counted at the wrong counter rather than lost.
 *
 * A setup names what is asked at this counter today only: what the server may know beside that is tried twice a day.
 *
 * @param setup of the identity the record is sent with
 * @returns null while something is not known yet, or where it was set aside for something else
 */
export function knownAgain(record: OutboxRecord, setup: KioskSetup, nowMs: number): OutboxRecord | null {
  const codes = record.issues.map(({ code }) => code)
  const isTime = record.settledAt !== null && record.settledAt < startOfHalfDay(nowMs)
  const mayBeKnown = (code: string) => named[code]?.(record, setup) || (isTime && unasked.has(code))
  if (codes.length === 0 || !codes.every(mayBeKnown)) return null
  const { assignment } = codes.includes('unknown_assignment') ? setup : record.response
  const response = { ...record.response, ...(assignment !== undefined && { assignment }) }
  return { ...record, state: 'sealed', settledAt: null, issues: [], response }
}

/** Puts what is set aside back among the sealed where the server knows, or may know, it by now. */
export async function sendKnownAgain(database: KioskDatabase, nowMs: number): Promise<void> {
  const transaction = database.transaction(['records', 'setups'], 'readwrite', strict)
  const [records, setups] = [transaction.objectStore('records'), transaction.objectStore('setups')]
  for (const record of await records.index('state').getAll('aside')) {
    const copy = await setups.get(record.identity)
    const again = copy && knownAgain(record, copy.setup, nowMs)
    if (again) await records.put(again)
  }
  await transaction.done
}
