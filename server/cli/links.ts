import { opensOnlyHere, opensOnlyHereWords } from '#core/text/own-address'
import type { CommandIo } from './io.ts'

/** A link to a page of this server, for somebody else to open; where it opens on this machine alone that is said. */
export function linkFor({ config, say }: CommandIo, path: string): string {
  const { publicUrl, tls, port } = config
  const link = `${publicUrl ?? `${tls ? 'https' : 'http'}://localhost:${port}`}${path}`
  if (opensOnlyHere(link)) say(`${opensOnlyHereWords} (The link opens on this machine only.)`)
  return link
}
