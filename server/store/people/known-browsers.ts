import { newToken, sha256 } from '../ledger/keys.ts'
import type { Database } from '../engine/database.ts'

/** Browsers remembered for one account at most; the one unseen for longest is forgotten first. */
const MOST_BROWSERS = 20

/** Browsers in which somebody has signed in: guesses made elsewhere never hold them up. */
export type KnownBrowsers = ReturnType<typeof createKnownBrowsers>

export function createKnownBrowsers({ reads, transaction }: Database) {
  const isKnown = async (hash: Buffer): Promise<boolean> =>
    (await reads.selectFrom('known_browser').select('seen_day').where('token_hash', '=', hash).executeTakeFirst()) !==
    undefined
  return {
    /** @returns the hash of the browser's token; null when the account has not been used there */
    of: async (accountId: number, token: string | undefined): Promise<Buffer | null> => {
      if (token === undefined) return null
      const hash = sha256(token)
      const row = await reads
        .selectFrom('known_browser')
        .select('seen_day')
        .where('token_hash', '=', hash)
        .where('account_id', '=', accountId)
        .executeTakeFirst()
      return row ? hash : null
    },
    /**
     * Remembers the browser for the account. A token we never gave is replaced: somebody may have planted it.
     * @returns the token the browser is to keep
     */
    remember: async (accountId: number, token: string | undefined, day: string): Promise<string> => {
      const kept = token !== undefined && (await isKnown(sha256(token))) ? token : newToken()
      const row = { token_hash: sha256(kept), account_id: accountId, seen_day: day }
      await transaction(async (trx) => {
        await trx
          .insertInto('known_browser')
          .values(row)
          .onConflict((conflict) => conflict.columns(['token_hash', 'account_id']).doUpdateSet({ seen_day: day }))
          .execute()
        const surplus = await trx
          .selectFrom('known_browser')
          .select('token_hash')
          .where('account_id', '=', accountId)
          .orderBy('seen_day', 'desc')
          .limit(100)
          .offset(MOST_BROWSERS)
          .execute()
        for (const { token_hash } of surplus.filter((each) => !each.token_hash.equals(row.token_hash)))
          await trx
            .deleteFrom('known_browser')
            .where('token_hash', '=', token_hash)
            .where('account_id', '=', accountId)
            .execute()
      })
      return kept
    },
  }
}
