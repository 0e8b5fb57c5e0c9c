import type { ExternalResult, ExternalResultRequest } from '#contract/external-results'
import { judgeShare } from '#core/statistics/target'
import { targetInForce } from '#core/statistics/target-choice'
import { OTHER_RESULT, targetGroups } from '#core/statistics/target-groups'
import type { Attribution } from '#core/ledger/actor'
import type { UnitRow, Units } from '../../store/office/units.ts'
import type { ExternalResultRow, ExternalResults } from '../../store/targets/external-results.ts'
import type { Targets } from '../../store/targets/targets.ts'
import type { Refusal } from '../refusal.ts'
import { refuse, refuseField } from '../refusal.ts'

export interface ExternalResultStores {
  readonly externalResults: ExternalResults
  readonly targets: Targets
  readonly units: Units
}

/** Results of a unit whose period lies in the span, both days inclusive, each judged by the target it belongs to. */
export async function externalResultsFor(
  stores: ExternalResultStores,
  unit: UnitRow,
  span: { readonly from: string; readonly to: string },
): Promise<ExternalResult[]> {
  const rows = await stores.externalResults.of({ unitId: unit.id, ...span })
  return rows.map(await judgedFor(stores, unit))
}

export async function unitOfResult({ externalResults }: ExternalResultStores, id: number): Promise<number | Refusal> {
  return (await externalResults.unitOf(id)) ?? refuse('not_found')
}

/** @returns the result as stored; refused with unknown_group, or already_exists */
export async function createExternalResult(
  stores: ExternalResultStores,
  { unit, request }: { readonly unit: UnitRow; readonly request: ExternalResultRequest },
  by: Attribution,
): Promise<ExternalResult | Refusal> {
  if (request.group !== OTHER_RESULT && !targetGroups.includes(request.group))
    return refuseField('unknown_code', 'group', 'unknown_group')
  if (await stores.externalResults.isInUse(unit.id, request)) return refuse('already_exists')
  const id = await stores.externalResults.create(unit.id, request, by)
  return (await judgedFor(stores, unit))({ id, unitId: unit.id, ...resultOf(request) })
}

/** Judges results of a unit by the targets that hold for it on the last day of each period. */
async function judgedFor(
  { targets, units }: ExternalResultStores,
  unit: UnitRow,
): Promise<(result: ExternalResultRow) => ExternalResult> {
  const chain = await units.chain(unit.id)
  const all = await targets.of(chain)
  return ({ id, unitId: _, ...found }) => {
    const { group, value: share, answers, isSample, periodTo: date } = found
    const target = targetInForce(all, { chain, groups: [group], date, measure: 'external', stage: null })
    return {
      ...found,
      id: String(id),
      unit: unit.code,
      ...judgeShare({ share, answers, isSample }, target, unit.minimum_answers),
      target: target && { ...target, stages: target.stages ? [...target.stages] : null },
    }
  }
}

/** A result as it is kept, with what was left out. */
const resultOf = (request: ExternalResultRequest): Omit<ExternalResultRow, 'id' | 'unitId'> => ({
  group: request.group,
  title: request.title ?? null,
  value: request.value,
  decimals: request.decimals ?? null,
  source: request.source,
  periodFrom: request.periodFrom,
  periodTo: request.periodTo,
  answers: request.answers ?? null,
  isSample: request.isSample ?? false,
  rank: request.rank ?? null,
  note: request.note ?? null,
})
