import { TOTP } from 'otpauth'
import { PASSWORD } from '../../../support/office.ts'
import type { Office } from '../../../support/office.ts'
import type { Caller } from '../../../support/caller.ts'

/** Milliseconds that a code holds. */
export const STEP = 30_000

/** The code that an authenticator app shows so many steps from now. */
export const codeOf = (office: Office, secret: string, steps = 0): string =>
  new TOTP({ secret }).generate({ timestamp: office.clock.now + steps * STEP })

/** A code that was right long ago, as it is read out. */
export function wrongCode(office: Office, secret: string): string {
  const code = codeOf(office, secret, -100)
  return `${code.slice(0, 3)} ${code.slice(3)}`
}

/** Lets whoever calls be asked for a code from then on. @returns the secret, whose code of now is spent */
export async function turnOnSecondFactor(office: Office, caller: Pick<Caller, 'post' | 'put'>): Promise<string> {
  const { secret } = (await caller.post('/api/session/totp', { password: PASSWORD })).body
  const { status, text } = await caller.put('/api/session/totp', { code: codeOf(office, secret) })
  if (status !== 204) throw new Error(`the second factor is not on: ${status} ${text}`)
  return secret
}
