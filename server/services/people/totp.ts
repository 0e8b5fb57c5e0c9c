import { Secret, TOTP } from 'otpauth'

const PERIOD_SECONDS = 30
const PERIOD_MS = PERIOD_SECONDS * 1000
/** Bytes of a secret: as long as the SHA-1 it goes into (RFC 4226 §4). */
const SECRET_BYTES = 20
/** Steps a code may be early or late (RFC 6238 §5.2). */
const WINDOW = 1

/** @returns a new random secret */
export function newTotpSecret(): Buffer {
  return Buffer.from(new Secret({ size: SECRET_BYTES }).bytes)
}

const totpOf = (secret: Buffer, username: string): TOTP =>
  new TOTP({
    issuer: 'Hài Lòng',
    label: username,
    algorithm: 'SHA1',
    digits: 6,
    period: PERIOD_SECONDS,
    secret: new Secret({ buffer: new Uint8Array(secret).buffer }),
  })

/** What an authenticator app is given: the secret in base32 and the same as an address for a QR code. */
export function totpOffer(secret: Buffer, username: string): { readonly secret: string; readonly uri: string } {
  const totp = totpOf(secret, username)
  return { secret: totp.secret.base32, uri: totp.toString() }
}

/** @returns the time step whose code this is (RFC 6238, one step early or late allowed), null when it is wrong */
export function totpStep(secret: Buffer, code: string, now: number): number | null {
  const delta = totpOf(secret, '').validate({ token: code, timestamp: now, window: WINDOW })
  return delta === null ? null : Math.floor(now / PERIOD_MS) + delta
}
