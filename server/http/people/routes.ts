import type { Session } from '#contract/people/session'
import { createAttempts } from '../../services/people/attempts.ts'
import { createCookies } from '../access/cookies.ts'
import type { Routes } from '../framework/routes.ts'
import type { AccountParts } from './accounts.ts'
import { accountRoutes } from './accounts.ts'
import type { DescribeParts } from './describe-session.ts'
import { createDescribeSession } from './describe-session.ts'
import type { PasswordResetParts } from './password-resets.ts'
import { passwordResetRoutes } from './password-resets.ts'
import type { ReadingLinkParts } from './reading-links.ts'
import { readingLinkRoutes } from './reading-links.ts'
import type { SecondFactorParts } from './second-factor.ts'
import { secondFactorRoutes } from './second-factor.ts'
import type { SessionListParts } from './session-list.ts'
import { sessionListRoutes } from './session-list.ts'
import type { SessionParts } from './session.ts'
import { sessionRoutes } from './session.ts'
import type { SignInParts } from './sign-in.ts'
import { signInRoutes } from './sign-in.ts'
import type { TokenParts } from './tokens.ts'
import { tokenRoutes } from './tokens.ts'

type OfSessions = SignInParts & SessionParts & SecondFactorParts & SessionListParts & PasswordResetParts & DescribeParts
type OfAccounts = AccountParts & ReadingLinkParts & TokenParts

export type PeopleParts = Omit<OfSessions & OfAccounts, 'attempts' | 'cookies' | 'describe'> & {
  /** Whether cookies travel over TLS alone. */
  readonly secureCookies: boolean
  readonly releaseMode: Session['release']
}

const FIVE_MINUTES = 5 * 60_000

/** Signing in and out, one's own password and second factor; accounts, reading links and tokens. */
export const peopleRoutes =
  (parts: PeopleParts): Routes =>
  (app) => {
    // Last of all and only where the browser is unknown: a whole office may share one address. Each try costs about 15 ms.
    const byAddress = createAttempts({ most: 300, windowMs: FIVE_MINUTES })
    // Of people who are signed in, by name.
    const byName = createAttempts({ most: 10, windowMs: FIVE_MINUTES })
    const shared = { ...parts, cookies: createCookies(parts.secureCookies), describe: createDescribeSession(parts) }
    signInRoutes({ ...shared, attempts: byAddress })(app)
    sessionRoutes({ ...shared, attempts: byName })(app)
    secondFactorRoutes({ ...shared, attempts: byName })(app)
    sessionListRoutes(shared)(app)
    passwordResetRoutes({ ...shared, attempts: byAddress })(app)
    accountRoutes(shared)(app)
    readingLinkRoutes(shared)(app)
    tokenRoutes(shared)(app)
  }
