import type { Kysely } from 'kysely'
import type { AccountRole } from '#contract/people/roles'
import { civilDate } from '#core/time/civil-time'
import { canBePast, isAlive } from '#core/time/clock-doubt'
import { newToken, sha256 } from '../ledger/keys.ts'
import type { Attribution } from '#core/ledger/actor'
import { audit } from '../ledger/audit.ts'
import type { Database } from '../engine/database.ts'
import { nextId } from '../engine/next-id.ts'
import { areasOfToken } from './officer-areas.ts'
import type { Tables } from '../engine/tables.ts'

/** A token of a program that reads or writes in the name of a role. */
export interface ApiTokenRow {
  readonly id: number
  readonly role: string
  readonly unit_id: number
  readonly label: string
  readonly expires_at: number | null
  readonly revoked: number
  /** Civil date of the last call. */
  readonly last_used_day: string | null
}

const columns = ['id', 'role', 'unit_id', 'label', 'expires_at', 'revoked', 'last_used_day'] as const

export interface NewApiToken {
  readonly role: AccountRole
  readonly unitId: number
  readonly label: string
  /** Milliseconds since the epoch. */
  readonly createdAt: number
  /** The same; null: until revoked. */
  readonly expiresAt: number | null
  /** Of an officer's token. */
  readonly areaIds?: readonly number[]
}

/** Inside a transaction. @returns the token itself, which cannot be read again */
export async function createApiToken(trx: Kysely<Tables>, token: NewApiToken): Promise<{ id: number; token: string }> {
  const secret = newToken()
  const { id } = await trx
    .insertInto('api_token')
    .values({
      id: await nextId(trx, 'api_token'),
      token_hash: sha256(secret),
      role: token.role,
      unit_id: token.unitId,
      label: token.label,
      created_at: token.createdAt,
      expires_at: token.expiresAt,
      revoked: 0,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  const areas = (token.areaIds ?? []).map((areaId) => ({ token_id: id, area_id: areaId }))
  if (areas.length > 0) await trx.insertInto('api_token_area').values(areas).execute()
  return { id, token: secret }
}

/** The longest that a token may hold. */
export const TOKEN_LONGEST_MS = 3650 * 24 * 60 * 60_000

/** @returns null when the token is unknown, revoked, has run out, or was made by a clock that ran ahead */
export async function apiTokenBySecret(db: Kysely<Tables>, secret: string, now: number): Promise<ApiTokenRow | null> {
  const row = await db
    .selectFrom('api_token')
    .select([...columns, 'created_at'])
    .where('token_hash', '=', sha256(secret))
    .where('revoked', '=', 0)
    .executeTakeFirst()
  if (!row) return null
  const { created_at: createdAt, ...token } = row
  const { expires_at: expiresAt } = token
  if (createdAt !== null && !canBePast(createdAt, now)) return null
  return expiresAt === null || isAlive({ expiresAt, longestMs: TOKEN_LONGEST_MS }, now) ? token : null
}

/** Tokens of these units, newest first. */
export async function apiTokensOf(db: Kysely<Tables>, unitIds: readonly number[]): Promise<ApiTokenRow[]> {
  return db.selectFrom('api_token').select(columns).where('unit_id', 'in', unitIds).orderBy('id', 'desc').execute()
}

/** Inside a transaction; from then on the token answers 401. */
export async function revokeApiToken(trx: Kysely<Tables>, id: number): Promise<Pick<ApiTokenRow, 'unit_id'>> {
  return trx
    .updateTable('api_token')
    .set({ revoked: 1 })
    .where('id', '=', id)
    .returning('unit_id')
    .executeTakeFirstOrThrow()
}

export type ApiTokens = ReturnType<typeof createApiTokens>

export function createApiTokens({ reads, transaction }: Database) {
  return {
    /** Who calls with this token, and notes the day; null when it is unknown, revoked or has run out. */
    bySecret: async (secret: string, now: number) => {
      const found = await apiTokenBySecret(reads, secret, now)
      if (!found) return null
      const day = civilDate(now)
      if (found.last_used_day !== day)
        await transaction((trx) =>
          trx.updateTable('api_token').set({ last_used_day: day }).where('id', '=', found.id).execute(),
        )
      return { ...found, areas: await areasOfToken(reads, found.id, found.role) }
    },
    /** Tokens of these units, newest first, each with its areas. */
    of: async (unitIds: readonly number[]) => {
      const tokens = await apiTokensOf(reads, unitIds)
      return Promise.all(
        tokens.map(async (token) => ({ ...token, areas: (await areasOfToken(reads, token.id, token.role)) ?? [] })),
      )
    },
    create: (token: Omit<NewApiToken, 'createdAt'>, by: Attribution) =>
      transaction(async (trx) => {
        const created = await createApiToken(trx, { ...token, createdAt: Date.parse(by.at) })
        const detail = { role: token.role, unitId: token.unitId }
        const entry = { action: 'token.create', subject: String(created.id), unitId: token.unitId, detail }
        await audit(trx, by, entry)
        return created
      }),
    revoke: (id: number, by: Attribution) =>
      transaction(async (trx) => {
        const { unit_id: unitId } = await revokeApiToken(trx, id)
        await audit(trx, by, { action: 'token.revoke', subject: String(id), unitId })
      }),
  }
}
