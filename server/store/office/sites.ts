import type { Kysely } from 'kysely'
import type { Attribution } from '#core/ledger/actor'
import { definedOnly } from '#core/text/defined-only'
import { toFlag } from '../engine/flag.ts'
import { audit } from '../ledger/audit.ts'
import { changedDetail } from '../ledger/changed-detail.ts'
import type { Database } from '../engine/database.ts'
import { AlreadyExistsError } from '../engine/database.ts'
import { nextId } from '../engine/next-id.ts'
import type { Tables } from '../engine/tables.ts'

/** Điểm tiếp nhận; retired ones stay, for counters were there. */
export interface SiteRow {
  readonly id: number
  readonly unitId: number
  readonly name: string
  /** Empty where none was given. */
  readonly address: string
  readonly retired: boolean
}

/** Sites of these units, those in use first. */
export async function sitesOf(db: Kysely<Tables>, unitIds: readonly number[]): Promise<SiteRow[]> {
  const rows = await db
    .selectFrom('site')
    .selectAll()
    .where('unit_id', 'in', unitIds)
    .orderBy('retired')
    .orderBy('id')
    .execute()
  return rows.map(({ unit_id: unitId, retired, ...site }) => ({ ...site, unitId, retired: retired === 1 }))
}

/** @returns null when there is no such site */
export async function siteById(db: Kysely<Tables>, id: number): Promise<SiteRow | null> {
  const row = await db.selectFrom('site').selectAll().where('id', '=', id).executeTakeFirst()
  return row ? { ...row, unitId: row.unit_id, retired: row.retired === 1 } : null
}

export interface NewSite {
  readonly unitId: number
  readonly name: string
  readonly address: string
}

/** Inside a transaction: one of this name that was retired is in use again. @returns its id */
export async function ensureSite(trx: Kysely<Tables>, { unitId, name, address }: NewSite): Promise<number> {
  const known = await trx
    .updateTable('site')
    .set({ address, retired: 0 })
    .where('unit_id', '=', unitId)
    .where('name', '=', name)
    .returning('id')
    .executeTakeFirst()
  if (known) return known.id
  const id = await nextId(trx, 'site')
  await trx.insertInto('site').values({ id, unit_id: unitId, name, address, retired: 0 }).execute()
  return id
}

async function isSiteInUse(trx: Kysely<Tables>, { unitId, name }: NewSite): Promise<boolean> {
  const known = await trx
    .selectFrom('site')
    .select('id')
    .where('unit_id', '=', unitId)
    .where('name', '=', name)
    .where('retired', '=', 0)
    .executeTakeFirst()
  return known !== undefined
}

/** What a site becomes; undefined leaves it as it is. */
export interface SiteSettings {
  readonly name?: string | undefined
  readonly address?: string | undefined
  readonly retired?: boolean | undefined
}

/** Inside a transaction; a name that is taken is refused by the database. */
export async function changeSite(trx: Kysely<Tables>, id: number, settings: SiteSettings): Promise<void> {
  const { name, address, retired } = settings
  const change = definedOnly({ name, address, retired: toFlag(retired) })
  if (Object.keys(change).length > 0) await trx.updateTable('site').set(change).where('id', '=', id).execute()
}

export type Sites = ReturnType<typeof createSites>

export function createSites({ reads, transaction }: Database) {
  return {
    of: (unitIds: readonly number[]) => sitesOf(reads, unitIds),
    byId: (id: number) => siteById(reads, id),
    /** @throws AlreadyExistsError when one in use has the name */
    create: (site: NewSite, by: Attribution) =>
      transaction(async (trx) => {
        if (await isSiteInUse(trx, site)) throw new AlreadyExistsError()
        const id = await ensureSite(trx, site)
        const detail = { name: site.name }
        await audit(trx, by, { action: 'site.create', subject: String(id), unitId: site.unitId, detail })
        return id
      }),
    change: (site: SiteRow, settings: SiteSettings, by: Attribution) =>
      transaction(async (trx) => {
        await changeSite(trx, site.id, settings)
        const now = { name: settings.name ?? site.name, retired: settings.retired ?? site.retired }
        const detail = changedDetail(now, { name: site.name, retired: site.retired })
        await audit(trx, by, { action: 'site.change', subject: String(site.id), unitId: site.unitId, detail })
      }),
  }
}
