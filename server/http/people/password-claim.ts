import type { FastifyRequest } from 'fastify'
import type { PasswordClaim } from '../../services/people/prove-password.ts'
import { principalOf } from '../access/access.ts'

/** The password that whoever is signed in typed once more. */
export function passwordClaim(request: FastifyRequest, password: string, now: number): PasswordClaim {
  const { name, session } = principalOf(request)
  return { accountId: session?.accountId ?? null, username: name, password, now }
}
