import type { Kysely } from 'kysely'
import type { Shipped } from '#contract/shipped'
import type { Attribution } from '#core/ledger/actor'
import { definedOnly } from '#core/text/defined-only'
import { foldVietnamese } from '#core/text/slug'
import type { AreaEdit } from '../catalogue/area-changes.ts'
import { areaDetail, changeArea, editDetail } from '../catalogue/area-changes.ts'
import type { AreaRow } from '../catalogue/areas.ts'
import { allAreas, createArea } from '../catalogue/areas.ts'
import type { Tables } from '../engine/tables.ts'
import { audit } from '../ledger/audit.ts'
import { readInstallationSetting, writeInstallationSettings } from '../office/installation-settings.ts'

type ShippedArea = Shipped['areas'][number]

/** The areas of this edition are in the database; what the office does to them afterwards stays. */
const EDITION = '2026-11'

/** The last area of every list: what has no other place. */
const LAST_AREA = 'khac'

/** Inside a transaction: says that there is nothing to upgrade. */
export const markAreasUpgraded = (trx: Kysely<Tables>): Promise<void> =>
  writeInstallationSettings(trx, { 'areas.edition': EDITION })

/**
 * Inside a transaction: gives a database of an older program, once, the shipped areas that it lacks, members for groups
 * that have none, and the offices that settle areas where nobody said which. No tile appears by it and nothing that the
 * office settled is changed; each change is audited.
 */
export async function upgradeAreas(
  trx: Kysely<Tables>,
  shipped: readonly ShippedArea[],
  by: Attribution,
): Promise<void> {
  if ((await readInstallationSetting(trx, 'areas.edition')) === EDITION) return
  const there = await allAreas(trx)
  for (const area of shipped) {
    const stored = there.find(({ code }) => code === area.code)
    if (stored) await completeArea(trx, { area: stored, edit: missingIn(stored, area, there) }, by)
    else if (!isNamed(there, area.name.vi)) await addArea(trx, { ...area, offered: false }, by)
  }
  await markAreasUpgraded(trx)
}

/** Whether the office made an area of this name itself, in use or not. */
const isNamed = (areas: readonly AreaRow[], name: string): boolean =>
  areas.some((area) => foldVietnamese(area.name.vi) === foldVietnamese(name))

function missingIn(stored: AreaRow, { groups, answeredBy }: ShippedArea, all: readonly AreaRow[]): AreaEdit {
  const isEmpty = (group: string): boolean => !all.some((area) => area.groups.includes(group))
  const added = groups.filter(isEmpty)
  return definedOnly({
    groups: added.length > 0 ? [...stored.groups, ...added] : undefined,
    answeredBy: stored.answeredBy === null ? answeredBy : undefined,
  })
}

async function completeArea(
  trx: Kysely<Tables>,
  { area, edit }: { readonly area: AreaRow; readonly edit: AreaEdit },
  by: Attribution,
): Promise<void> {
  if (Object.keys(edit).length === 0) return
  await changeArea(trx, area.code, edit)
  await audit(trx, by, { action: 'area.change', subject: area.code, detail: editDetail(edit), unitId: null })
}

async function addArea(trx: Kysely<Tables>, area: ShippedArea, by: Attribution): Promise<void> {
  await createArea(trx, area)
  const hasLast = (await allAreas(trx)).some(({ code }) => code === LAST_AREA)
  if (hasLast) await changeArea(trx, area.code, { before: LAST_AREA })
  await audit(trx, by, { action: 'area.create', subject: area.code, detail: areaDetail(area), unitId: null })
}
