import type { Kysely } from 'kysely'
import { textOrder } from '../engine/portable.ts'
import type { Tables } from '../engine/tables.ts'

/** @returns the codes of the areas an officer may see, in order; null for every other role, who sees all */
export async function areasOfAccount(db: Kysely<Tables>, accountId: number, role: string): Promise<string[] | null> {
  if (role !== 'officer') return null
  const rows = await db
    .selectFrom('account_area')
    .innerJoin('area', 'area.id', 'account_area.area_id')
    .select('area.code')
    .where('account_id', '=', accountId)
    .orderBy(textOrder('area.code'))
    .execute()
  return rows.map(({ code }) => code)
}

/** @returns the codes of the areas an officer's token may see, in order; null for every other role, who sees all */
export async function areasOfToken(db: Kysely<Tables>, tokenId: number, role: string): Promise<string[] | null> {
  if (role !== 'officer') return null
  const rows = await db
    .selectFrom('api_token_area')
    .innerJoin('area', 'area.id', 'api_token_area.area_id')
    .select('area.code')
    .where('token_id', '=', tokenId)
    .orderBy(textOrder('area.code'))
    .execute()
  return rows.map(({ code }) => code)
}
