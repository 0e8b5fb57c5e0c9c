import type { Setup, SetupAnswer, SetupStatus } from '#contract/setup'
import type { Attribution } from '#core/ledger/actor'
import type { Settings } from '../../store/office/settings.ts'
import type { UnitRow, Units } from '../../store/office/units.ts'
import type { Refusal } from '../refusal.ts'
import { isRefusal, refuse } from '../refusal.ts'
import { changeOf } from './setup-change.ts'
import { progressAfter, progressFrom } from './setup-progress.ts'
import type { SetupViewer, SetupViewStores } from './setup-view.ts'
import { describeSetup } from './setup-view.ts'

export interface SetupStores extends SetupViewStores {
  /** Folders whose files are served. */
  readonly served: readonly string[]
  readonly settings: Settings
  readonly units: Units
}

/** Who asks or answers. */
export type SetupCaller = Omit<SetupViewer, keyof SetupStatus>

/** How far the set-up of a unit has got. */
export async function setupStatus({ settings, units }: SetupStores, unit: UnitRow): Promise<SetupStatus> {
  return {
    progress: progressFrom(await settings.get(unit.id, 'setup.progress')),
    first: (await units.first())?.id === unit.id,
  }
}

/** The set-up of a unit as its caller sees it. */
export async function readSetup(stores: SetupStores, unit: UnitRow, caller: SetupCaller): Promise<Setup> {
  return describeSetup(stores, unit, { ...(await setupStatus(stores, unit)), ...caller })
}

/** One answer, by whom, for which unit. */
export interface AnsweredStep {
  readonly unit: UnitRow
  readonly answer: SetupAnswer
  readonly caller: SetupCaller
}

/** Stores one answer whole or not at all. @returns the set-up after it; refused with what stands against the answer */
export async function answerSetup(
  stores: SetupStores,
  { unit, answer, caller }: AnsweredStep,
  by: Attribution,
): Promise<Setup | Refusal> {
  const { first, progress } = await setupStatus(stores, unit)
  // There is one database, so the folder is settled once, by whoever looks after all of it.
  if (answer.step === 'backup' && !(first && caller.atRoot)) return refuse('outside_scope')
  const change = await changeOf(answer, { forbidden: stores, account: caller.account })
  if (isRefusal(change)) return change
  const context = {
    unit,
    progress: JSON.stringify(progressAfter(progress, answer)),
    again: progress.state === 'done',
    by,
  }
  const issues = await stores.setup.answer(change, context)
  if (issues.length > 0) return refuse('invalid_request', issues)
  return readSetup(stores, await stores.units.byId(unit.id), caller)
}
