import type { Kysely } from 'kysely'
import type { Issue } from '#contract/errors'
import type { SitesWithCounters } from '#contract/sites'
import type { TargetRequest } from '#contract/targets'
import type { OpeningHours } from '#core/time/opening-hours'
import { targetSourceOf } from '#core/words/targets'
import { definedOnly } from '#core/text/defined-only'
import { areasInUse } from '../catalogue/areas.ts'
import { replaceSites } from '../office/replace-sites.ts'
import type { Attribution } from '#core/ledger/actor'
import type { AuditedAction } from '../ledger/audit.ts'
import { audit } from '../ledger/audit.ts'
import { changedDetail } from '../ledger/changed-detail.ts'
import { countersOf } from '../office/counters.ts'
import type { Database } from '../engine/database.ts'
import { openingHoursOf, ownOpeningHours, writeOpeningHours } from '../office/opening-hours.ts'
import type { InstallationSettingChanges } from '../office/installation-settings.ts'
import { readInstallationSetting, writeInstallationSettings } from '../office/installation-settings.ts'
import type { SettingChanges } from '../office/settings.ts'
import { readSettings, writeSettings } from '../office/settings.ts'
import { sitesOf } from '../office/sites.ts'
import type { Tables } from '../engine/tables.ts'
import { addTarget, targetsOf } from '../targets/targets.ts'
import type { UnitRow } from '../office/units.ts'
import { changeUnit, renameUnit, unitByCode } from '../office/units.ts'

/** One answer of the set-up, with what its routes looked up. */
export type SetupChange =
  | { readonly step: 'office'; readonly name: string; readonly code: string | null; readonly settings: SettingChanges }
  | { readonly step: 'places'; readonly sites: SitesWithCounters }
  | { readonly step: 'targets'; readonly targets: readonly TargetRequest[] }
  | { readonly step: 'hours'; readonly hours: OpeningHours }
  | { readonly step: 'reports'; readonly cutOffDay: 14 | null; readonly settings: SettingChanges }
  | { readonly step: 'backup'; readonly settings: InstallationSettingChanges }
  | { readonly step: 'people'; readonly accountId: number; readonly displayName: string }
  | { readonly step: 'progress' }

/** Whose set-up it is, where it stands afterwards, and who answered. */
export interface SetupContext {
  readonly unit: UnitRow
  /** As it is stored. */
  readonly progress: string
  /** The set-up was over before: what was settled is settled anew. */
  readonly again?: boolean
  readonly by: Attribution
}

/** Undoes the transaction: what stands against an answer leaves nothing of it. */
class Refused extends Error {
  readonly issues: readonly Issue[]

  constructor(issues: readonly Issue[]) {
    super('refused')
    this.issues = issues
  }
}

export const createSetupStores = (database: Database) => ({ setup: createSetup(database) })

export type SetupStore = ReturnType<typeof createSetup>

function createSetup({ reads, transaction }: Database) {
  return {
    /** What a unit has settled so far, and the folder of the backups, which is one for all units. */
    read: async (unitId: number) => ({
      settings: await readSettings(reads, unitId),
      backupFolder: await readInstallationSetting(reads, 'backup.folder'),
      hours: await openingHoursOf(reads, unitId),
      hasOwnHours: (await ownOpeningHours(reads, unitId)) !== null,
      sites: (await sitesOf(reads, [unitId])).filter(({ retired }) => !retired),
      counters: (await countersOf(reads, [unitId])).filter(({ retired }) => !retired),
    }),
    displayName: async (accountId: number) =>
      (await reads.selectFrom('account').select('display_name').where('id', '=', accountId).executeTakeFirst())
        ?.display_name ?? '',
    /** Stores one answer and where the set-up stands, whole or not at all. @returns what stands against it */
    answer: async (change: SetupChange, context: SetupContext): Promise<readonly Issue[]> => {
      try {
        await transaction(async (trx) => {
          const before = await settledBefore(trx, context)
          const issues = await apply(trx, context, change)
          if (issues.length > 0) throw new Refused(issues)
          await writeSettings(trx, context.unit.id, { 'setup.progress': context.progress })
          await audit(trx, context.by, entryOf(change, context, before))
        })
        return []
      } catch (error) {
        if (error instanceof Refused) return error.issues
        throw error
      }
    },
  }
}

const entryOf = (
  change: SetupChange,
  { unit, progress, again }: SetupContext,
  before: SettledBefore,
): AuditedAction => ({
  action: `setup.${change.step}`,
  subject: unit.code,
  unitId: unit.id,
  detail: {
    ...definedOnly({ again: again === true ? true : undefined }),
    progress,
    ...changedDetail(detailOf(change), before),
  },
})

type SettledBefore = Readonly<Record<string, string | number | undefined>>

/** What an answer may change, under the names by which its entry tells it. */
async function settledBefore(trx: Kysely<Tables>, { unit }: SetupContext): Promise<SettledBefore> {
  const settings = await readSettings(trx, unit.id)
  const folder = await readInstallationSetting(trx, 'backup.folder')
  const cutOffDay = settings.has('report.periods') ? (unit.cut_off_day ?? 'end') : undefined
  return { ...Object.fromEntries(settings), name: unit.name, cutOffDay, 'backup.folder': folder ?? undefined }
}

function detailOf(change: SetupChange): NonNullable<AuditedAction['detail']> {
  switch (change.step) {
    case 'office':
      return { ...change.settings, name: change.name, code: change.code }
    case 'reports':
      return { ...change.settings, cutOffDay: change.cutOffDay ?? 'end' }
    case 'backup':
      return change.settings
    default:
      return {}
  }
}

async function apply(trx: Kysely<Tables>, { unit, by }: SetupContext, change: SetupChange): Promise<readonly Issue[]> {
  switch (change.step) {
    case 'office':
      return name(trx, unit, change)
    case 'places':
      return replaceSites(trx, unit.id, { sites: change.sites, areas: await areaIds(trx) })
    case 'targets':
      return addTargets(trx, { unit, by }, change.targets)
    case 'hours':
      await writeOpeningHours(trx, unit.id, change.hours)
      return []
    case 'reports':
      await changeUnit(trx, unit.id, { cutOffDay: change.cutOffDay })
      await writeSettings(trx, unit.id, change.settings)
      return []
    case 'backup':
      await writeInstallationSettings(trx, change.settings)
      return []
    case 'people':
      await trx
        .updateTable('account')
        .set({ display_name: change.displayName })
        .where('id', '=', change.accountId)
        .execute()
      return []
    case 'progress':
      return []
  }
}

async function name(
  trx: Kysely<Tables>,
  unit: UnitRow,
  change: Extract<SetupChange, { step: 'office' }>,
): Promise<readonly Issue[]> {
  const other = change.code === null ? null : await unitByCode(trx, change.code)
  if (other && other.id !== unit.id) return [{ path: 'useCode', code: 'already_exists' }]
  await renameUnit(trx, unit.id, definedOnly({ name: change.name, code: change.code ?? undefined }))
  await writeSettings(trx, unit.id, change.settings)
  return []
}

const areaIds = async (trx: Kysely<Tables>): Promise<ReadonlyMap<string, number>> =>
  new Map((await areasInUse(trx)).map(({ code, id }) => [code, id]))

/** Those that are there already stay as they are: an answer sent twice adds nothing. */
async function addTargets(
  trx: Kysely<Tables>,
  { unit, by }: Pick<SetupContext, 'unit' | 'by'>,
  targets: readonly TargetRequest[],
): Promise<readonly Issue[]> {
  const groups = new Set(['chung', ...(await areasInUse(trx)).flatMap((area) => area.groups)])
  const there = await targetsOf(trx, [unit.id])
  const issues = targets.flatMap(({ group }, index) =>
    groups.has(group) ? [] : [{ path: `targets.${index}.group`, code: 'unknown_group' }],
  )
  if (issues.length > 0) return issues
  for (const target of targets) {
    const isThere = there.some(
      (row) =>
        row.group === target.group &&
        row.measure === (target.measure ?? 'share') &&
        row.operator === target.operator &&
        row.value === target.value &&
        row.validFrom === target.validFrom &&
        row.validTo === target.validTo &&
        row.source === targetSourceOf(target),
    )
    if (!isThere) await addTarget(trx, { unitId: unit.id, target, by })
  }
  return []
}
