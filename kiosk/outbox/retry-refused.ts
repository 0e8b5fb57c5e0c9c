import { definedOnly } from '#core/text/defined-only'
import type { KioskSetup } from '#contract/kiosk-setup'
import { civilTime, startOfHalfDay } from '#core/time/civil-time'
import { questionnaireReference } from '#core/questions/questionnaire'
import { mayMove } from './move-identity.ts'
import type { OutboxEntry } from './entry.ts'
import { strict } from './schema.ts'
import type { KioskDatabase } from './schema.ts'

/** Whether the setup names what the server once did not know, by the code of the issue. */
const isInSetup: Readonly<Record<string, (entry: OutboxEntry, setup: KioskSetup) => boolean>> = {
  unknown_area: ({ response }, { areas }) => areas.some(({ code }) => code === response.area),
  unknown_procedure: ({ response }, { procedures }) => procedures.some(({ code }) => code === response.procedure),
  unknown_questionnaire: ({ response }, { questionnaires }) =>
    questionnaires.some((questionnaire) => questionnaireReference(questionnaire) === response.questionnaire),
  unknown_assignment: (entry, { assignment, unit, restoredAt }) =>
    Boolean(restoredAt) && entry.response.assignment !== assignment && mayMove(entry, unit.code),
}

/** A retired version or area, and what another counter asks, is known to the server but in no setup. */
const perhapsKnown: ReadonlySet<string> = new Set(['unknown_area', 'unknown_procedure', 'unknown_questionnaire'])

/** Refused for its time, however often: it is offered twice a day with the time of then, because a day counts more than which. */
const timeRefusals: ReadonlySet<string> = new Set(['too_old', 'in_future'])

/**
 * The entry to be sent once more, because the server by now knows what it refused the entry for: a restored backup may
 * lack an area, a questionnaire or the move of a kiosk, and staff make them anew. A move that was lost leads to the place the
 * server knows: counted at the wrong counter rather than lost.
 *
 * A setup names what is asked at this counter today only: what the server may know beside that is tried twice a day.
 *
 * @param setup of the identity the entry is sent with
 * @returns null while something is not known yet, or where it was set aside for something else
 */
export function retryRefused(entry: OutboxEntry, setup: KioskSetup, nowMs: number): OutboxEntry | null {
  const codes = entry.issues.map(({ code }) => code)
  const isTimeToRetry = entry.settledAt !== null && entry.settledAt < startOfHalfDay(nowMs)
  const isTriedAnew = (code: string) => perhapsKnown.has(code) || timeRefusals.has(code)
  const maybeKnown = (code: string) => isInSetup[code]?.(entry, setup) || (isTimeToRetry && isTriedAnew(code))
  if (codes.length === 0 || !codes.every(maybeKnown)) return null
  const { assignment } = codes.includes('unknown_assignment') ? setup : entry.response
  const today = codes.some((code) => timeRefusals.has(code))
    ? { answeredAt: civilTime(nowMs), uncertainTime: true }
    : undefined
  const response = { ...entry.response, ...definedOnly({ assignment }), ...today }
  return { ...entry, state: 'sealed', settledAt: null, issues: [], response }
}

/** Puts what is set aside back among the sealed where the server knows, or may know, it by now. */
export async function retryAllRefused(database: KioskDatabase, nowMs: number): Promise<void> {
  const transaction = database.transaction(['records', 'setups'], 'readwrite', strict)
  const entries = transaction.objectStore('records')
  const setups = transaction.objectStore('setups')
  for (const entry of await entries.index('state').getAll('aside')) {
    const copy = await setups.get(entry.identity)
    const retried = copy && retryRefused(entry, copy.setup, nowMs)
    if (retried) await entries.put(retried)
  }
  await transaction.done
}
