import { proposedOfficeName, usualRecipients } from '#core/words/office'
import { usualHours } from '#core/time/opening-hours'
import { setupSteps } from '#contract/setup'
import type { Attribution } from '#core/ledger/actor'
import type { SetupChange } from '../store/setup/setup.ts'
import type { UnitRow } from '../store/office/units.ts'
import type { Stores } from '../stores.ts'
import { holidaysOf } from './calendar.ts'
import type { DemoCounter } from './places.ts'

/** The set-up has been gone through: nobody is led to it. */
export const setupDone = JSON.stringify({ state: 'done', step: setupSteps.length })

/** The settings of an office that has said which unit it belongs to. */
export function officeSettings({ code, name }: { readonly code: string; readonly name: string }) {
  const office = proposedOfficeName(name)
  return { 'setup.progress': setupDone, 'office.administrative-unit': code, 'office.name': office }
}

export interface DemoAnswers {
  readonly unit: UnitRow
  readonly counters: readonly DemoCounter[]
  /** Whose holidays are entered. */
  readonly year: string
  readonly by: Attribution
}

/**
 * Answers the rest of the set-up: counters, hours, and reports that close with the month, as the figures of the
 * demonstration do. No folder is given: what is made up is not worth a backup.
 */
export async function answerSetup({ setup }: Stores, { unit, counters, year, by }: DemoAnswers): Promise<void> {
  const here = counters.map((counter) => ({ id: null, ...counter, areas: [...counter.areas] }))
  const answers: readonly SetupChange[] = [
    { step: 'places', sites: [{ id: null, name: 'Trụ sở', address: '', counters: here }] },
    { step: 'hours', hours: { ...usualHours, closedDays: holidaysOf(year) } },
    {
      step: 'reports',
      cutOffDay: null,
      settings: {
        'report.periods': JSON.stringify(['quarter', '6M', '9M', 'year']),
        'report.recipients': usualRecipients(unit.name).join('\n'),
      },
    },
  ]
  for (const answer of answers) {
    const [issue] = await setup.answer(answer, { unit, progress: setupDone, by })
    if (issue !== undefined) throw new Error(`${unit.code} refused ${answer.step}: ${issue.path} ${issue.code}`)
  }
}
