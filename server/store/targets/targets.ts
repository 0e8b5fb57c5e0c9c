import type { Kysely } from 'kysely'
import type { TargetRequest } from '#contract/targets'
import { isStage } from '#core/questions/questionnaire'
import type { Stage } from '#core/questions/questionnaire'
import { stagesKey } from '#core/statistics/target-choice'
import type { ScopedTarget, TargetKind, TargetMeasure, YearlyStep } from '#core/statistics/target-choice'
import { definedOnly } from '#core/text/defined-only'
import { targetSourceOf } from '#core/words/targets'
import type { Attribution } from '#core/ledger/actor'
import { audit } from '../ledger/audit.ts'
import type { Database } from '../engine/database.ts'
import { AlreadyExistsError } from '../engine/database.ts'
import { nextId } from '../engine/next-id.ts'
import type { Tables } from '../engine/tables.ts'

/** Chỉ tiêu of a plan as stored; retired ones are left out everywhere. */
export interface TargetRow extends ScopedTarget {
  readonly id: number
  readonly kind: TargetKind
  readonly steps: readonly YearlyStep[]
  /** Number, date and name of the document; null where only `source` was given. */
  readonly document: string | null
  readonly sentence: string | null
  /** 1 as first entered. */
  readonly version: number
}

/** Targets of these units, the newest first: where two hold at once, the one entered last counts, edited or not. */
export async function targetsOf(db: Kysely<Tables>, unitIds: readonly number[]): Promise<TargetRow[]> {
  const rows = await db
    .selectFrom('target')
    .selectAll()
    .where('unit_id', 'in', unitIds)
    .where('retired', '=', 0)
    .orderBy(({ fn, ref }) => fn.coalesce(ref('origin'), ref('id')), 'desc')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    unitId: row.unit_id,
    measure: measureOf(row.measure),
    group: row.group_code,
    stages: stagesOf(row.stages),
    operator: row.operator === '>' ? '>' : '>=',
    value: row.value,
    validFrom: row.valid_from,
    validTo: row.valid_to,
    document: row.document,
    sentence: row.sentence,
    source: row.source,
    kind: row.kind === 'milestone' ? 'milestone' : 'annual',
    steps: stepsOf(row.steps),
    version: row.version,
  }))
}

/** `2027:0.92 2028:0.93`. */
function stepsOf(text: string | null): readonly YearlyStep[] {
  return (text ?? '').split(' ').flatMap((step) => {
    const [year, value] = step.split(':').map(Number)
    return year === undefined || value === undefined ? [] : [{ year, value }]
  })
}

const stepsText = (steps: readonly YearlyStep[]): string =>
  steps
    .toSorted((one, other) => one.year - other.year)
    .map(({ year, value }) => `${year}:${value}`)
    .join(' ')

const measureOf = (text: string): TargetMeasure =>
  text === 'timeliness' || text === 'external' || text === 'early' ? text : 'share'

function stagesOf(text: string | null): readonly Stage[] | null {
  return text === null ? null : text.split(' ').filter(isStage)
}

const isSameTarget = (target: TargetRow, request: TargetRequest): boolean =>
  target.measure === (request.measure ?? 'share') &&
  target.group === request.group &&
  stagesKey(target.stages) === stagesKey(request.stages ?? null) &&
  target.operator === request.operator &&
  target.value === request.value &&
  target.validFrom === request.validFrom &&
  target.validTo === request.validTo &&
  target.kind === (request.kind ?? 'annual') &&
  stepsText(target.steps) === stepsText(request.steps ?? []) &&
  target.source === targetSourceOf(request)

/** @param but the target that this one is to replace; null for a new one */
async function isTargetInUse(
  db: Kysely<Tables>,
  { unitId, but }: { readonly unitId: number; readonly but: number | null },
  target: TargetRequest,
): Promise<boolean> {
  return (await targetsOf(db, [unitId])).some((row) => row.id !== but && isSameTarget(row, target))
}

/** Where a target stands: the first version of it, null for a new one, and its own number among the versions. */
interface TargetVersion {
  readonly unitId: number
  readonly origin: number | null
  readonly version: number
}

/** Inside a transaction: a new target with its entry in the audit. @returns the new id */
export async function addTarget(
  trx: Kysely<Tables>,
  { unitId, target, by }: { readonly unitId: number; readonly target: TargetRequest; readonly by: Attribution },
): Promise<number> {
  const id = await createTarget(trx, { unitId, origin: null, version: 1 }, target)
  await audit(trx, by, { action: 'target.create', subject: String(id), unitId, detail: detailOf(target) })
  return id
}

/** Inside a transaction. @returns the new id */
async function createTarget(
  trx: Kysely<Tables>,
  { unitId, origin, version }: TargetVersion,
  target: TargetRequest,
): Promise<number> {
  const { id } = await trx
    .insertInto('target')
    .values({
      id: await nextId(trx, 'target'),
      unit_id: unitId,
      measure: target.measure ?? 'share',
      group_code: target.group,
      stages: target.stages ? stagesKey(target.stages) : null,
      operator: target.operator,
      value: target.value,
      valid_from: target.validFrom,
      valid_to: target.validTo,
      document: target.document ?? null,
      sentence: target.sentence ?? null,
      source: targetSourceOf(target),
      kind: target.kind ?? 'annual',
      steps: target.steps?.length ? stepsText(target.steps) : null,
      origin,
      version,
      retired: 0,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** @returns null when there is no such target in use */
async function versionOfTarget(db: Kysely<Tables>, id: number): Promise<TargetVersion | null> {
  const row = await db
    .selectFrom('target')
    .select(['id', 'unit_id', 'origin', 'version'])
    .where('id', '=', id)
    .where('retired', '=', 0)
    .executeTakeFirst()
  return row ? { unitId: row.unit_id, origin: row.origin ?? row.id, version: row.version } : null
}

/** Inside a transaction: a target is retired, not deleted. */
export async function retireTarget(trx: Kysely<Tables>, id: number): Promise<void> {
  await trx.updateTable('target').set({ retired: 1 }).where('id', '=', id).execute()
}

export type Targets = ReturnType<typeof createTargets>

export function createTargets({ reads, transaction }: Database) {
  return {
    of: (unitIds: readonly number[]) => targetsOf(reads, unitIds),
    unitOf: async (id: number) => (await versionOfTarget(reads, id))?.unitId ?? null,
    /** Whether the unit has the same target in use, besides the one it is to replace. */
    isInUse: (unitId: number, target: TargetRequest, but: number | null) =>
      isTargetInUse(reads, { unitId, but }, target),
    /** @throws AlreadyExistsError when the unit has the same target in use */
    create: (unitId: number, target: TargetRequest, by: Attribution) =>
      transaction(async (trx) => {
        if (await isTargetInUse(trx, { unitId, but: null }, target)) throw new AlreadyExistsError()
        return addTarget(trx, { unitId, target, by })
      }),
    /**
     * An edit is a new version; the one before is retired. @returns the new id, null when there is no such target in use
     * @throws AlreadyExistsError when another in use says the same
     */
    replace: (id: number, target: TargetRequest, by: Attribution) =>
      transaction(async (trx) => {
        const current = await versionOfTarget(trx, id)
        if (!current) return null
        if (await isTargetInUse(trx, { unitId: current.unitId, but: id }, target)) throw new AlreadyExistsError()
        await retireTarget(trx, id)
        const next = await createTarget(trx, { ...current, version: current.version + 1 }, target)
        const detail = { replaces: id, ...detailOf(target) }
        await audit(trx, by, { action: 'target.change', subject: String(next), unitId: current.unitId, detail })
        return next
      }),
    retire: (id: number, by: Attribution) =>
      transaction(async (trx) => {
        const current = await versionOfTarget(trx, id)
        if (!current) return
        await retireTarget(trx, id)
        await audit(trx, by, { action: 'target.retire', subject: String(id), unitId: current.unitId })
      }),
  }
}

const detailOf = (target: TargetRequest) => ({
  unit: target.unit,
  group: target.group,
  operator: target.operator,
  value: target.value,
  measure: target.measure ?? 'share',
  stages: target.stages ? stagesKey(target.stages) : null,
  validFrom: target.validFrom,
  validTo: target.validTo,
  ...definedOnly({ milestone: target.kind === 'milestone' ? (target.steps?.length ?? 0) : undefined }),
})
