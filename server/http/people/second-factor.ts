import { PasswordProof, SecondFactorCode, SecondFactorOffer } from '#contract/people/session'
import type { SecondFactorStores } from '../../services/people/second-factor.ts'
import { confirmSecondFactor, offerSecondFactor, removeSecondFactor } from '../../services/people/second-factor.ts'
import { accountRoles, actorOf, principalOf } from '../access/access.ts'
import { orThrow } from '../framework/errors.ts'
import type { Routes } from '../framework/routes.ts'
import { passwordClaim } from './password-claim.ts'

export interface SecondFactorParts extends SecondFactorStores {
  readonly clock: () => number
}

/** One's own second factor: offered, confirmed by a first code, taken off. Who lost it goes to the console. */
export const secondFactorRoutes =
  (parts: SecondFactorParts): Routes =>
  (app) => {
    const { clock } = parts
    const config = { access: accountRoles }

    app.post(
      '/api/session/totp',
      { config, schema: { body: PasswordProof, response: { 200: SecondFactorOffer } } },
      async (request) =>
        orThrow(await offerSecondFactor(parts, passwordClaim(request, request.body.password, clock()))),
    )

    app.put('/api/session/totp', { config, schema: { body: SecondFactorCode } }, async (request, reply) => {
      const { name: username, session } = principalOf(request)
      const now = clock()
      const claim = { accountId: session?.accountId ?? null, username, code: request.body.code, now }
      orThrow(await confirmSecondFactor(parts, claim, actorOf(request, now)))
      return reply.status(204).send()
    })

    app.delete('/api/session/totp', { config, schema: { body: PasswordProof } }, async (request, reply) => {
      const now = clock()
      const { unitId } = principalOf(request)
      const claim = { ...passwordClaim(request, request.body.password, now), unitId }
      orThrow(await removeSecondFactor(parts, claim, actorOf(request, now)))
      return reply.status(204).send()
    })
  }
