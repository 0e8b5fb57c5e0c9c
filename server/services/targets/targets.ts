import type { Target, TargetRequest } from '#contract/targets'
import { civilDate } from '#core/time/civil-time'
import { contradictionsOf, judgingInstead } from '#core/statistics/target-choice'
import { groupRank, isFedByKiosks, targetGroups } from '#core/statistics/target-groups'
import type { Areas } from '../../store/catalogue/area-changes.ts'
import type { Attribution } from '#core/ledger/actor'
import type { Units } from '../../store/office/units.ts'
import type { TargetRow, Targets } from '../../store/targets/targets.ts'
import type { Refusal } from '../refusal.ts'
import { refuse, refuseField } from '../refusal.ts'

export interface TargetStores {
  readonly targets: Targets
  readonly units: Units
  readonly areas: Pick<Areas, 'inUse'>
}

/** The targets of a unit and those it inherits: all areas first, then group by group; of one group the newest first. */
export async function targetsFor({ targets, units }: TargetStores, unitId: number, today: string): Promise<Target[]> {
  const chain = await units.chain(unitId)
  const codes = new Map<number, string>()
  for (const id of chain) codes.set(id, (await units.byId(id)).code)
  const all = await targets.of(chain)
  return all
    .toSorted((one, other) => groupRank(one.group) - groupRank(other.group))
    .map((target) => ({
      ...toTarget(target, codes.get(target.unitId) ?? '', all),
      judgedBy: idOf(judgingInstead(target, all, { chain, today })),
    }))
}

export async function unitOfTarget({ targets }: Pick<TargetStores, 'targets'>, id: number): Promise<number | Refusal> {
  return (await targets.unitOf(id)) ?? refuse('not_found')
}

/** @returns the target as stored; refused as `targetProblem` says */
export async function createTarget(
  stores: TargetStores,
  { unitId, request }: { readonly unitId: number; readonly request: TargetRequest },
  by: Attribution,
): Promise<Target | Refusal> {
  const problem = await targetProblem(stores, request, { unitId, replaces: null })
  return problem ?? readTarget(stores, { unitId, id: await stores.targets.create(unitId, request, by), by })
}

/** What takes the place of a target, with the unit it is to belong to. */
export interface TargetReplacement {
  readonly id: number
  readonly unitId: number
  readonly newUnitId: number
  readonly request: TargetRequest
}

/** @returns the next version as stored; refused with not_changeable at `unit`, or as `targetProblem` says */
export async function replaceTarget(
  stores: TargetStores,
  { id, unitId, newUnitId, request }: TargetReplacement,
  by: Attribution,
): Promise<Target | Refusal> {
  if (newUnitId !== unitId) return refuseField('invalid_request', 'unit', 'not_changeable')
  const problem = await targetProblem(stores, request, { unitId, replaces: id })
  if (problem) return problem
  const newId = await stores.targets.replace(id, request, by)
  return newId === null ? refuse('not_found') : readTarget(stores, { unitId, id: newId, by })
}

interface WrittenTarget {
  readonly unitId: number
  readonly id: number
  readonly by: Attribution
}

async function readTarget(stores: TargetStores, { unitId, id, by }: WrittenTarget): Promise<Target | Refusal> {
  return (
    (await targetsFor(stores, unitId, civilDate(Date.parse(by.at)))).find((target) => target.id === String(id)) ??
    refuse('not_found')
  )
}

/** The same target entered twice would leave nobody knowing which one counts. @returns null when it may be stored */
async function targetProblem(
  { targets, areas }: TargetStores,
  request: TargetRequest,
  { unitId, replaces }: { readonly unitId: number; readonly replaces: number | null },
): Promise<Refusal | null> {
  const ofAreas = (await areas.inUse()).flatMap((area) => area.groups)
  const groups = new Set([...targetGroups, ...ofAreas])
  if (!groups.has(request.group)) return refuseField('unknown_code', 'group', 'unknown_group')
  const isFed = isFedByKiosks(request.group) || ofAreas.includes(request.group)
  if (!isFed && request.measure !== 'external') return refuseField('invalid_request', 'measure', 'only_external')
  return (await targets.isInUse(unitId, request, replaces)) ? refuse('already_exists') : null
}

const idOf = (target: TargetRow | null): string | null => target && String(target.id)

const toTarget = (target: TargetRow, unit: string, all: readonly TargetRow[]): Omit<Target, 'judgedBy'> => ({
  id: String(target.id),
  unit,
  measure: target.measure,
  group: target.group,
  stages: target.stages ? [...target.stages] : null,
  operator: target.operator,
  value: target.value,
  validFrom: target.validFrom,
  validTo: target.validTo,
  document: target.document,
  sentence: target.sentence,
  source: target.source,
  kind: target.kind,
  steps: target.steps.map((step) => ({ ...step })),
  version: target.version,
  contradicts: contradictionsOf(target, all).map(String),
})
