import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { EndMarker } from '#contract/checkpoint'
import type { HeldEnd } from '../../store/ledger/held-ends.ts'

/** Beside the database and outside of it: where its chains ended not long ago. */
export const markerFile = (dataDir: string): string => join(dataDir, 'hai-long.moc.json')

/** Writes where the chains end, all or nothing. */
export function writeMarker(dataDir: string, ends: readonly HeldEnd[]): void {
  const file = markerFile(dataDir)
  writeFileSync(`${file}.part`, `${JSON.stringify({ ends })}\n`, { mode: 0o600, flush: true })
  renameSync(`${file}.part`, file)
}

/** @returns none where there is no marker, or one that cannot be read */
export function readMarker(dataDir: string): readonly HeldEnd[] {
  const file = markerFile(dataDir)
  if (!existsSync(file)) return []
  try {
    const parsed = EndMarker.safeParse(JSON.parse(readFileSync(file, 'utf8')))
    return parsed.success ? parsed.data.ends : []
  } catch {
    return []
  }
}

/** What the marker says is no longer expected: a backup is put in place. */
export function dropMarker(dataDir: string): void {
  rmSync(markerFile(dataDir), { force: true })
}
