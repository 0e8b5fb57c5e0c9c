import type { Session } from '#contract/session'
import type { Client } from './client.ts'

/** Who is signed in, in which unit, and the server's civil date. */
export const readSession = (client: Client) => client.get<Session>('/api/session')

export const signIn = (client: Client, username: string, password: string) =>
  client.send<unknown>('POST', '/api/session', { username, password })

export const signOut = (client: Client) => client.send<unknown>('DELETE', '/api/session')

export const changePassword = (client: Client, current: string, next: string) =>
  client.send<unknown>('PUT', '/api/session/password', { current, next })
