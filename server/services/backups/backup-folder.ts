import { civilStamp } from '#core/time/civil-time'
import { readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { BackupManifest as Manifest } from '#contract/operations'
import { BackupManifest } from '#contract/operations'
import type { Retention } from '#core/operations/backup-retention'
import { superfluousCopies } from '#core/operations/backup-retention'

/** Half a copy that was never finished is taken away after so long. */
const FORSAKEN_AFTER_MS = 6 * 3_600_000

const isCopyName = (name: string): boolean => /^hai-long-\d{8}-\d{6}(-\d+)?\.db$/.test(name)

/** The manifest of a copy lies beside it. */
export const manifestOf = (file: string): string => `${file.replace(/\.db$/, '')}.json`

/** A copy's name by the clock of Vietnam: `hai-long-20261120-173000.db`. */
export function copyName(now: number): string {
  return `hai-long-${civilStamp(now)}.db`
}

/** @returns null when there is none, or it is not one of ours */
export function readManifest(file: string): Manifest | null {
  try {
    const parsed = BackupManifest.safeParse(JSON.parse(readFileSync(manifestOf(file), 'utf8')))
    return parsed.success ? parsed.data : null
  } catch {
    return null
  }
}

/** The copies of a folder that this program made and that are still there, by their manifests. */
export function copiesIn(folder: string): Manifest[] {
  return readdirSync(folder)
    .filter(isCopyName)
    .flatMap((name) => {
      const manifest = readManifest(join(folder, name))
      return manifest?.file === name ? [manifest] : []
    })
}

/**
 * Removes the copies of this installation that are no longer needed, after a good one was made. That one stays, even
 * where the clock was set back and it seems old; so do all files without a manifest of ours. Copies with a broken
 * ledger are kept by the days alone. One from a day to come was named by a wrong clock: it takes nobody's place, and stays.
 * @returns the names of what was removed
 */
export function dropSuperfluous(folder: string, made: Manifest, keep: Retention): string[] {
  const own = copiesIn(folder).filter(({ installation, at }) => installation === made.installation && at <= made.at)
  const dated = (ledgerOk: boolean) =>
    own.filter((copy) => copy.ledgerOk === ledgerOk).map(({ file, at, day }) => ({ name: file, at, day }))
  const names = [
    ...superfluousCopies(dated(true), keep),
    ...superfluousCopies(dated(false), { ...keep, weekly: 0, monthly: 0 }),
  ].filter((name) => name !== made.file)
  for (const name of names) {
    // The manifest goes last: a copy without one would never be removed.
    rmSync(join(folder, name), { force: true })
    rmSync(manifestOf(join(folder, name)), { force: true })
  }
  return names
}

/** Takes away what earlier tries left half done. */
export function dropForsaken(folder: string, now: number): void {
  const names = new Set(readdirSync(folder))
  const isHalf = (name: string): boolean =>
    /^hai-long-[\d-]+\.(db\.\d+\.part(-journal)?|json\.part)$/.test(name) ||
    (/^hai-long-\d{8}-\d{6}(-\d+)?\.json$/.test(name) && !names.has(name.replace(/json$/, 'db')))
  const halves = [...names].filter(isHalf)
  for (const path of halves.map((name) => join(folder, name)))
    if (now - statSync(path).mtimeMs > FORSAKEN_AFTER_MS) rmSync(path, { force: true })
}
