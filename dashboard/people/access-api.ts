import type {
  ReadingLinkList,
  ReadingLinkReply,
  ReadingLinkRequest,
  TokenList,
  TokenReply,
  TokenRequest,
} from '#contract/people/tokens'
import type { Client } from '../app/client.ts'

/** The links by which those who supervise read for a time. */
export const readLinks = (client: Client) => client.get<ReadingLinkList>('/api/reading-links')

/** The reply holds the link, this once. */
export const makeLink = (client: Client, request: ReadingLinkRequest) =>
  client.send<ReadingLinkReply>('POST', '/api/reading-links', request)

export const revokeLink = (client: Client, id: string) =>
  client.send<unknown>('DELETE', `/api/reading-links/${encodeURIComponent(id)}`)

/** The tokens by which programs read or write. */
export const readTokens = (client: Client) => client.get<TokenList>('/api/tokens')

/** The reply holds the token, this once. */
export const makeToken = (client: Client, request: TokenRequest) =>
  client.send<TokenReply>('POST', '/api/tokens', request)

export const revokeToken = (client: Client, id: string) =>
  client.send<unknown>('DELETE', `/api/tokens/${encodeURIComponent(id)}`)
