import type { Kysely } from 'kysely'
import type { Role } from '#contract/codes'
import { newToken, sha256 } from './keys.ts'
import type { Actor } from './audit.ts'
import { writeAudit } from './audit.ts'
import type { Database } from './database.ts'
import { nextId } from './portable.ts'
import type { Tables } from './tables.ts'

/** A token of a program that reads or writes in the name of a role. */
export interface ApiTokenRow {
  readonly id: number
  readonly role: string
  readonly unit_id: number
  readonly label: string
  readonly expires_at: number | null
  readonly revoked: number
}

const columns = ['id', 'role', 'unit_id', 'label', 'expires_at', 'revoked'] as const

export interface NewApiToken {
  readonly role: Role
  readonly unitId: number
  readonly label: string
  /** Milliseconds since the epoch; null: until revoked. */
  readonly expiresAt: number | null
}

/** Inside a transaction. @returns the token itself, which cannot be read again */
export async function createApiToken(trx: Kysely<Tables>, token: NewApiToken): Promise<{ id: number; token: string }> {
  const secret = newToken()
  const { id } = await trx
    .insertInto('api_token')
    .values({
      id: nextId('api_token'),
      token_hash: sha256(secret),
      role: token.role,
      unit_id: token.unitId,
      label: token.label,
      expires_at: token.expiresAt,
      revoked: 0,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return { id, token: secret }
}

/** @returns null when the token is unknown, revoked or has run out */
export async function apiTokenBySecret(db: Kysely<Tables>, secret: string, now: number): Promise<ApiTokenRow | null> {
  const row = await db
    .selectFrom('api_token')
    .select(columns)
    .where('token_hash', '=', sha256(secret))
    .where('revoked', '=', 0)
    .where((expression) => expression.or([expression('expires_at', 'is', null), expression('expires_at', '>', now)]))
    .executeTakeFirst()
  return row ?? null
}

/** Tokens of these units, newest first. */
export async function apiTokensOf(db: Kysely<Tables>, unitIds: readonly number[]): Promise<ApiTokenRow[]> {
  return db.selectFrom('api_token').select(columns).where('unit_id', 'in', unitIds).orderBy('id', 'desc').execute()
}

/** Inside a transaction; from then on the token answers 401. */
export async function revokeApiToken(trx: Kysely<Tables>, id: number): Promise<void> {
  await trx.updateTable('api_token').set({ revoked: 1 }).where('id', '=', id).execute()
}

/** API tokens as routes use them. */
export type ApiTokens = ReturnType<typeof createApiTokens>

/** Binds the questions about API tokens to an open store. */
export function createApiTokens({ reads, transaction }: Database) {
  return {
    bySecret: (secret: string, now: number) => apiTokenBySecret(reads, secret, now),
    of: (unitIds: readonly number[]) => apiTokensOf(reads, unitIds),
    create: (token: NewApiToken, by: Actor) =>
      transaction(async (trx) => {
        const created = await createApiToken(trx, token)
        const detail = { role: token.role, unitId: token.unitId }
        await writeAudit(trx, {
          at: by.at,
          actor: by.name,
          action: 'token.create',
          subject: String(created.id),
          detail,
        })
        return created
      }),
    revoke: (id: number, by: Actor) =>
      transaction(async (trx) => {
        await revokeApiToken(trx, id)
        await writeAudit(trx, { at: by.at, actor: by.name, action: 'token.revoke', subject: String(id) })
      }),
  }
}
