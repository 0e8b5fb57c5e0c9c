import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { minifySync } from 'vite'
import type { Plugin } from 'vite'

/** The files of one version by their names below `/kiosk/`; the page itself is named `./`. */
export type VersionFiles = ReadonlyMap<string, string | Uint8Array>

/** The service worker of a version: the source with the version and its files written in. */
export function workerOf(source: string, files: VersionFiles): string {
  const hashes = [...files]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, content]) => [name, sha256(content)] as const)
  return source
    .replace("'VERSION'", JSON.stringify(sha256(JSON.stringify(hashes)).slice(0, 16)))
    .replace("['FILES']", JSON.stringify(hashes))
}

const sha256 = (content: string | Uint8Array): string => createHash('sha256').update(content).digest('hex')

/**
 * Writes the service worker beside the built page, with the list of files it keeps and a version made from them,
 * so that a kiosk starts with no network and a new build is one atomic change.
 */
export function offlineWorker(source: string): Plugin {
  let publicFiles: VersionFiles = new Map()
  return {
    name: 'offline-worker',
    apply: 'build',
    configResolved({ publicDir }) {
      publicFiles = new Map(readdirSync(publicDir).map((name) => [name, readFileSync(join(publicDir, name))]))
    },
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        const built = Object.values(bundle)
          .filter(({ fileName }) => !fileName.endsWith('.map'))
          .map(
            (file) =>
              [
                file.fileName === 'index.html' ? './' : file.fileName,
                file.type === 'asset' ? file.source : file.code,
              ] as const,
          )
        const worker = workerOf(readFileSync(source, 'utf8'), new Map([...publicFiles, ...built]))
        this.emitFile({ type: 'asset', fileName: 'sw.js', source: minifySync('sw.js', worker).code })
      },
    },
  }
}
