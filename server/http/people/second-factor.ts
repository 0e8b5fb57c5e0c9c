import { PasswordProof, SecondFactorCode, SecondFactorOffer } from '#contract/second-factor'
import type { People } from '../../store/people/credentials.ts'
import type { SecondFactors } from '../../store/people/second-factors.ts'
import { accountRoles, actorOf, principalOf } from '../access/access.ts'
import type { Attempts } from '../access/attempts.ts'
import { ApiError, tooManyAttempts } from '../framework/errors.ts'
import { provePassword } from './prove-password.ts'
import type { Routes } from '../framework/routes.ts'
import { newTotpSecret, totpOffer, totpStep } from '../../services/people/totp.ts'

export interface SecondFactorParts {
  readonly people: People
  readonly secondFactors: SecondFactors
  readonly attempts: Attempts
  readonly clock: () => number
}

/** One's own second factor: offered, confirmed by a first code, taken off. Who lost it goes to the console. */
export const secondFactorRoutes =
  ({ people, secondFactors, attempts, clock }: SecondFactorParts): Routes =>
  (app) => {
    const config = { access: accountRoles }

    app.post(
      '/api/session/totp',
      { config, schema: { body: PasswordProof, response: { 200: SecondFactorOffer } } },
      async (request) => {
        const proof = { principal: principalOf(request), password: request.body.password, now: clock() }
        const accountId = await provePassword({ people, attempts }, { ...proof, path: 'password' })
        const secret = newTotpSecret()
        await secondFactors.offer(accountId, secret)
        return totpOffer(secret, proof.principal.name)
      },
    )

    app.put('/api/session/totp', { config, schema: { body: SecondFactorCode } }, async (request, reply) => {
      const { name, session } = principalOf(request)
      const accountId = session?.accountId ?? null
      if (accountId === null) throw new ApiError('not_allowed')
      const now = clock()
      const { offered } = await secondFactors.of(accountId)
      if (offered === null) throw new ApiError('invalid_request', [{ path: 'code', code: 'nothing_offered' }])
      const key = `code ${name}`
      const waitMs = attempts.waitMs(key, now)
      if (waitMs > 0) throw tooManyAttempts(waitMs)
      const step = totpStep(offered, request.body.code, now)
      if (step === null) {
        attempts.failed(key, now)
        throw new ApiError('invalid_request', [{ path: 'code', code: 'wrong_code' }])
      }
      attempts.succeeded(key)
      await secondFactors.confirm(accountId, { secret: offered, step }, actorOf(request, now))
      return reply.status(204).send()
    })

    app.delete('/api/session/totp', { config, schema: { body: PasswordProof } }, async (request, reply) => {
      const now = clock()
      const proof = { principal: principalOf(request), password: request.body.password, now, path: 'password' }
      const accountId = await provePassword({ people, attempts }, proof)
      const { name: username, unitId } = proof.principal
      await secondFactors.remove({ id: accountId, username, unitId }, actorOf(request, now))
      return reply.status(204).send()
    })
  }
