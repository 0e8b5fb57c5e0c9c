import type { KioskSetup } from '#contract/kiosk-setup'
import { keepCheckpoint } from '../outbox/checkpoint.ts'
import { allIdentities, keepSetup } from '../outbox/identities.ts'
import { importCopyKeys } from '../outbox/kept-copies.ts'
import type { CopyKeys } from '../outbox/kept-copies.ts'
import type { Identity, KioskDatabase, SetupCopy } from '../outbox/schema.ts'
import type { Server, ServerReply } from '../server/server.ts'

/** What the page has of the setup of an identity. */
export interface HeldSetup {
  readonly identity: Identity
  readonly etag: string | null
  /** A page that has no key yet needs the whole setup: what is unchanged comes without keys. */
  readonly copyKeys: CopyKeys
}

/** Asks for a newer setup, with the keys of all that was received under any identity of this kiosk. */
export async function askForSetup(
  server: Server,
  database: KioskDatabase,
  { identity, etag, copyKeys }: HeldSetup,
): Promise<ServerReply<KioskSetup>> {
  const copiesOf = (await allIdentities(database)).map(({ deviceId }) => deviceId)
  return server.setup(identity.token, { etag: copyKeys.has(identity.deviceId) ? etag : null, copiesOf })
}

/** Keeps a setup for a start with no network, but for its keys: they would lie beside what they open. */
export async function takeSetup(
  database: KioskDatabase,
  deviceId: string,
  reply: { readonly body: KioskSetup; readonly etag: string | null },
): Promise<{ copy: SetupCopy; copyKeys: CopyKeys }> {
  const { copyKeys, ...setup } = reply.body
  const copy = { deviceId, etag: reply.etag, setup }
  await keepSetup(database, copy)
  await keepCheckpoint(database, setup)
  return { copy, copyKeys: await importCopyKeys(copyKeys ?? {}) }
}
