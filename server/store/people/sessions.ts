import { randomUUID } from 'node:crypto'
import type { ExpressionBuilder, Kysely } from 'kysely'
import type { Actor, Attribution } from '#core/ledger/actor'
import { actorText } from '#core/ledger/actor'
import { canBePast, CLOCK_SLACK_MS } from '#core/time/clock-doubt'
import { audit } from '../ledger/audit.ts'
import type { Database } from '../engine/database.ts'
import { newToken, sha256 } from '../ledger/keys.ts'
import { areasOfAccount } from './officer-areas.ts'
import { textOrder } from '../engine/portable.ts'
import type { Tables } from '../engine/tables.ts'

/** Who a session belongs to: an account, or whoever holds a reading link. */
export type SessionOwner = { readonly accountId: number } | { readonly linkId: number }

/** A session as it is started; moments are milliseconds since the epoch. */
export interface NewSession {
  readonly owner: SessionOwner
  readonly now: number
  readonly expiresAt: number
  /** Such as `Chrome, Windows`; empty when unknown. */
  readonly browser: string
}

/** Whoever a session's token stands for; `role` is one of the contract's. */
export interface SessionHolder {
  readonly sessionId: string
  /** null: the session of a reading link. */
  readonly accountId: number | null
  readonly actor: Actor
  readonly displayName: string
  readonly role: string
  readonly unitId: number
  /** Codes of the areas it may see; null: all. */
  readonly areas: readonly string[] | null
  readonly mustChange: boolean
  readonly expiresAt: number
}

/** An account and the password it had when it was read. */
export interface Proved {
  readonly id: number
  readonly password_hash: string
}

/** A session as it is listed. */
export interface SessionRow {
  readonly id: string
  readonly account_id: number | null
  readonly created_at: number
  readonly seen_at: number
  readonly expires_at: number
  readonly browser: string
}

/** Times of people are kept to the quarter of an hour: enough to recognise a session, too little to watch anyone. */
const COARSE_MS = 15 * 60_000
const coarse = (now: number): number => now - (now % COARSE_MS)

/** Inside a transaction. @returns the session's token, which is stored as a hash only */
export async function createSession(trx: Kysely<Tables>, session: NewSession): Promise<string> {
  const token = newToken()
  const { owner, now, expiresAt, browser } = session
  await trx
    .insertInto('session')
    .values({
      token_hash: sha256(token),
      id: randomUUID(),
      account_id: 'accountId' in owner ? owner.accountId : null,
      link_id: 'linkId' in owner ? owner.linkId : null,
      created_at: coarse(now),
      seen_at: coarse(now),
      expires_at: expiresAt,
      browser,
    })
    .execute()
  return token
}

/** Inside a transaction: ends every session of an account. */
export async function endSessionsOf(trx: Kysely<Tables>, accountId: number): Promise<void> {
  await trx.deleteFrom('session').where('account_id', '=', accountId).execute()
}

/** Not ended, and not begun by a clock that ran ahead: such a session would live on for as long as the clock was wrong. */
const living =
  (now: number) =>
  ({ and, eb }: ExpressionBuilder<Tables, 'session'>) =>
    and([eb('session.expires_at', '>', now), eb('session.created_at', '<=', now + CLOCK_SLACK_MS)])

type Found = SessionHolder & { readonly seenAt: number }

async function holderOf(db: Kysely<Tables>, token: string, now: number): Promise<Found | null> {
  const row = await db
    .selectFrom('session')
    .leftJoin('account', 'account.id', 'session.account_id')
    .leftJoin('reading_link', 'reading_link.id', 'session.link_id')
    .select(['session.id as sessionId', 'session.expires_at as expiresAt', 'session.seen_at as seenAt'])
    .select(['account.id as accountId', 'account.username', 'account.display_name', 'account.role'])
    .select(['account.unit_id as accountUnit', 'account.must_change', 'account.retired'])
    .select(['reading_link.id as linkId', 'reading_link.label', 'reading_link.unit_id as linkUnit'])
    .select(['reading_link.revoked', 'reading_link.expires_at as linkEnd', 'reading_link.created_at as linkStart'])
    .where('session.token_hash', '=', sha256(token))
    .where(living(now))
    .executeTakeFirst()
  if (!row) return null
  const { sessionId, expiresAt, seenAt, accountId, username, role, accountUnit, linkId, linkUnit, linkEnd } = row
  const session = { sessionId, expiresAt, seenAt }
  if (accountId !== null && username !== null && role !== null && accountUnit !== null) {
    if (row.retired !== 0) return null
    const areas = await areasOfAccount(db, accountId, role)
    const actor = { kind: 'account', id: accountId, name: username, unitId: accountUnit } as const
    const account = { accountId, actor, displayName: row.display_name ?? '', role, unitId: accountUnit }
    return { ...session, ...account, areas, mustChange: row.must_change === 1 }
  }
  if (linkId === null || linkUnit === null || linkEnd === null || linkEnd <= now || row.revoked !== 0) return null
  if (!canBePast(row.linkStart ?? Infinity, now)) return null
  const actor = { kind: 'link', id: linkId, unitId: linkUnit } as const
  const reader = { accountId: null, actor, displayName: row.label ?? '', role: 'supervisor' }
  return { ...session, ...reader, unitId: linkUnit, areas: null, mustChange: false }
}

export type Sessions = ReturnType<typeof createSessions>

export function createSessions({ reads, transaction }: Database) {
  return {
    /** @returns null when the session is unknown or has ended, its account is retired or its link taken back */
    holder: async (token: string, now: number): Promise<SessionHolder | null> => {
      const found = await holderOf(reads, token, now)
      if (!found) return null
      const { seenAt, ...holder } = found
      if (coarse(now) > seenAt) {
        await transaction((trx) =>
          trx
            .updateTable('session')
            .set({ seen_at: coarse(now) })
            .where('id', '=', holder.sessionId)
            .execute(),
        )
      }
      return holder
    },
    start: (session: NewSession, by: Attribution) =>
      transaction(async (trx) => {
        await audit(trx, by, { action: 'session.start', subject: actorText(by.actor) })
        return createSession(trx, session)
      }),
    /**
     * Starts a session of somebody whose password was proved a moment ago.
     *
     * @returns null when it has been changed, or the account retired, since
     */
    startProved: (proved: Proved, session: Omit<NewSession, 'owner'>, by: Attribution) =>
      transaction(async (trx) => {
        const account = await trx
          .selectFrom('account')
          .select('id')
          .where('id', '=', proved.id)
          .where('password_hash', '=', proved.password_hash)
          .where('retired', '=', 0)
          .executeTakeFirst()
        if (!account) return null
        await audit(trx, by, { action: 'session.start', subject: actorText(by.actor) })
        return createSession(trx, { ...session, owner: { accountId: account.id } })
      }),
    /** Living sessions of an account, the newest first. */
    of: (accountId: number, now: number): Promise<SessionRow[]> =>
      reads
        .selectFrom('session')
        .select(['id', 'account_id', 'created_at', 'seen_at', 'expires_at', 'browser'])
        .where('account_id', '=', accountId)
        .where(living(now))
        .orderBy('created_at', 'desc')
        .orderBy(textOrder('id'))
        .execute(),
    /** Whose session this is; null when there is none of this id, or it belongs to a reading link. */
    ownerOf: async (id: string, now: number): Promise<number | null> => {
      const row = await reads
        .selectFrom('session')
        .select('account_id')
        .where('id', '=', id)
        .where(living(now))
        .executeTakeFirst()
      return row?.account_id ?? null
    },
    end: (id: string, owner: { readonly name: string; readonly unitId: number }, by: Attribution) =>
      transaction(async (trx) => {
        await trx.deleteFrom('session').where('id', '=', id).execute()
        const entry = { action: 'session.end', subject: owner.name, unitId: owner.unitId }
        await audit(trx, by, entry)
      }),
    /** Forgets the sessions that have run out. */
    sweep: (now: number) =>
      transaction(async (trx) => {
        await trx.deleteFrom('session').where('expires_at', '<=', now).execute()
      }),
  }
}
