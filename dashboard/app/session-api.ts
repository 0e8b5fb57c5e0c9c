import type { PasswordResetReply, SecondFactorOffer, Session, SignIn } from '#contract/people/session'
import type { Client } from './client.ts'

/** Who is signed in, in which unit, and the server's civil date. */
export const readSession = (client: Client) => client.get<Session>('/api/session')

/** `code`: the six digits of the second factor, where the account has one. */
export const signIn = (client: Client, request: SignIn) => client.send<unknown>('POST', '/api/session', request)

/** Opens a reading link; its session is this browser's from then on. */
export const openLink = (client: Client, token: string) => client.send<unknown>('POST', '/api/session/link', { token })

/** Sets a password by a one-time link. */
export const resetPassword = (client: Client, token: string, password: string) =>
  client.send<PasswordResetReply>('POST', '/api/password-resets', { token, password })

export const signOut = (client: Client) => client.send<unknown>('DELETE', '/api/session')

/** `current`: undefined while the password that was handed out has not been changed. */
export const changePassword = (client: Client, current: string | undefined, next: string) =>
  client.send<unknown>('PUT', '/api/session/password', { current, next })

/** Begins the second factor; nothing changes until `confirmSecondFactor`. */
export const offerSecondFactor = (client: Client, password: string) =>
  client.send<SecondFactorOffer>('POST', '/api/session/totp', { password })

export const confirmSecondFactor = (client: Client, code: string) =>
  client.send<unknown>('PUT', '/api/session/totp', { code })

export const endSecondFactor = (client: Client, password: string) =>
  client.send<unknown>('DELETE', '/api/session/totp', { password })
