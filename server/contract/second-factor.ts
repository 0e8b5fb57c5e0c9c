import { z } from 'zod'

const Password = z.string().min(1).max(200)

/** Begins or ends the second factor: the password is asked again. */
export const PasswordProof = z.strictObject({ password: Password })
export type PasswordProof = z.infer<typeof PasswordProof>

/** What an authenticator app is given: RFC 6238, SHA-1, six digits, 30 seconds. Nothing changes until it is confirmed. */
export const SecondFactorOffer = z.object({
  secret: z.string().describe('base32, to be typed where no camera is'),
  uri: z.string().describe('otpauth://totp/…, for a QR code'),
})
export type SecondFactorOffer = z.infer<typeof SecondFactorOffer>

export const SecondFactorCode = z.strictObject({ code: z.string().regex(/^\d{6}$/) })
export type SecondFactorCode = z.infer<typeof SecondFactorCode>
