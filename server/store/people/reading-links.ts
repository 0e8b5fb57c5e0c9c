import type { Attribution } from '#core/ledger/actor'
import { actingAt, actorText } from '#core/ledger/actor'
import { CLOCK_SLACK_MS } from '#core/time/clock-doubt'
import { audit } from '../ledger/audit.ts'
import type { Database } from '../engine/database.ts'
import { newToken, sha256 } from '../ledger/keys.ts'
import { nextId } from '../engine/next-id.ts'
import { createSession } from './sessions.ts'

/** A reading link without its secret; moments are milliseconds since the epoch. */
export interface ReadingLinkRow {
  readonly id: number
  readonly unit_id: number
  readonly label: string
  readonly created_at: number
  readonly expires_at: number
  readonly last_opened_day: string | null
  readonly revoked: number
}

export interface NewReadingLink {
  readonly unitId: number
  readonly label: string
  readonly now: number
  readonly expiresAt: number
}

/** How a link is opened. */
export interface Opening {
  readonly now: number
  /** Civil date. */
  readonly day: string
  /** Such as `Chrome, Windows`. */
  readonly browser: string
}

export type ReadingLinks = ReturnType<typeof createReadingLinks>

export function createReadingLinks({ reads, transaction }: Database) {
  return {
    /** Links of these units, the newest first. */
    of: (unitIds: readonly number[]): Promise<ReadingLinkRow[]> =>
      reads
        .selectFrom('reading_link')
        .select(['id', 'unit_id', 'label', 'created_at', 'expires_at', 'last_opened_day', 'revoked'])
        .where('unit_id', 'in', unitIds)
        .orderBy('id', 'desc')
        .execute(),
    /** @returns the link's token, which cannot be read again */
    create: ({ unitId, label, now, expiresAt }: NewReadingLink, by: Attribution) =>
      transaction(async (trx) => {
        const token = newToken()
        const moments = { created_at: now, expires_at: expiresAt, last_opened_day: null }
        const { id } = await trx
          .insertInto('reading_link')
          .values({
            id: await nextId(trx, 'reading_link'),
            unit_id: unitId,
            label,
            token_hash: sha256(token),
            ...moments,
            revoked: 0,
          })
          .returning('id')
          .executeTakeFirstOrThrow()
        const entry = { action: 'reading-link.create', subject: `link:${id}`, unitId, detail: { label } }
        await audit(trx, by, entry)
        return { id, token }
      }),
    /** Begins a session that ends with the link. @returns null when the link is unknown, has ended or was taken back */
    open: (token: string, { now, day, browser }: Opening) =>
      transaction(async (trx) => {
        const link = await trx
          .selectFrom('reading_link')
          .select(['id', 'unit_id', 'expires_at'])
          .where('token_hash', '=', sha256(token))
          .where('revoked', '=', 0)
          .where('expires_at', '>', now)
          // One that was made by a clock that ran ahead would hold longer than it said.
          .where('created_at', '<=', now + CLOCK_SLACK_MS)
          .executeTakeFirst()
        if (!link) return null
        await trx.updateTable('reading_link').set({ last_opened_day: day }).where('id', '=', link.id).execute()
        const reader = { kind: 'link', id: link.id, unitId: link.unit_id } as const
        await audit(trx, actingAt(reader, now), { action: 'session.start', subject: actorText(reader) })
        const session = { owner: { linkId: link.id }, now, expiresAt: link.expires_at, browser }
        return { token: await createSession(trx, session), expiresAt: link.expires_at }
      }),
    /** Takes the link back and ends what was opened by it. */
    revoke: ({ id, unit_id }: Pick<ReadingLinkRow, 'id' | 'unit_id'>, by: Attribution) =>
      transaction(async (trx) => {
        await trx.updateTable('reading_link').set({ revoked: 1 }).where('id', '=', id).execute()
        await trx.deleteFrom('session').where('link_id', '=', id).execute()
        const entry = { action: 'reading-link.revoke', subject: `link:${id}`, unitId: unit_id }
        await audit(trx, by, entry)
      }),
  }
}
