import type { FastifyRequest } from 'fastify'
import type { PairingCodeReply } from '#contract/devices'
import { civilTime } from '#core/time/civil-time'

export interface PairingLinkParts {
  readonly publicUrl: string | null
  readonly codeLifetimeMs: number
}

/** A pairing code made at `now`, with the link that pairs the browser that follows it. */
export function pairingReply(
  request: FastifyRequest,
  { code, now }: { readonly code: string; readonly now: number },
  { publicUrl, codeLifetimeMs }: PairingLinkParts,
): PairingCodeReply {
  const base = publicUrl ?? `${request.protocol}://${request.headers.host ?? ''}`
  return { code, link: `${base}/kiosk/#pair=${code}`, expiresAt: civilTime(now + codeLifetimeMs) }
}
