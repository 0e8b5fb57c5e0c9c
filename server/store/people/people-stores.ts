import type { Database } from '../engine/database.ts'
import type { Keys } from '../ledger/keys.ts'
import { createAccounts } from './accounts.ts'
import { createApiTokens } from './api-tokens.ts'
import { createCredentials } from './credentials.ts'
import { createKnownBrowsers } from './known-browsers.ts'
import { createPasswordResets } from './password-resets.ts'
import { createReadingLinks } from './reading-links.ts'
import { createSecondFactors } from './second-factors.ts'
import { createSessions } from './sessions.ts'
import { createSignInDelays } from './sign-in-delays.ts'
import { createSignInFailures } from './sign-in-failures.ts'

export function createPeopleStores(database: Database, keys: Keys) {
  return {
    credentials: createCredentials(database),
    accounts: createAccounts(database),
    sessions: createSessions(database),
    knownBrowsers: createKnownBrowsers(database),
    delays: createSignInDelays(database, keys),
    signInFailures: createSignInFailures(database),
    secondFactors: createSecondFactors(database),
    resets: createPasswordResets(database),
    readingLinks: createReadingLinks(database),
    apiTokens: createApiTokens(database),
  }
}
