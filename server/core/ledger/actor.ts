/** Whoever changes something: a person, a kiosk, a program with a token, a reader by a link, or the server itself. */
export type Actor =
  | { readonly kind: 'account'; readonly id: number; readonly name: string; readonly unitId: number }
  | { readonly kind: 'device' | 'token' | 'link'; readonly id: number; readonly unitId: number }
  | { readonly kind: 'server'; readonly name: string }

/** Who acts, and when (ISO, with zone). */
export interface Attribution {
  readonly actor: Actor
  readonly at: string
}

/** Whoever types a command on the server. */
export const commandLine = { kind: 'server', name: 'hailong' } as const satisfies Actor

/** The server at its hour. */
export const scheduler = { kind: 'server', name: 'hailong:schedule' } as const satisfies Actor

/** The server that brings the database of an older program up to date. */
export const upgrade = { kind: 'server', name: 'hailong:upgrade' } as const satisfies Actor

/** Somebody who did not prove who they are. */
export const unknownPerson = { kind: 'server', name: '' } as const satisfies Actor

/** An actor at a moment; `now` in milliseconds since the epoch. */
export const actingAt = (actor: Actor, now: number): Attribution => ({ actor, at: new Date(now).toISOString() })

/** The actor as the audit stores it: an account's or the server's name, else such as `device:7`. Part of the hash chain. */
export const actorText = (actor: Actor): string => ('name' in actor ? actor.name : `${actor.kind}:${actor.id}`)

/** The unit an actor belongs to; null for the server. */
export const unitOfActor = (actor: Actor): number | null => ('unitId' in actor ? actor.unitId : null)
