import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import type { Plugin } from 'vite'

/**
 * Writes the service worker beside the built page, with the list of files it keeps and a version made from them,
 * so that a kiosk starts with no network and a new build is one atomic change.
 */
export function offlineWorker(source: string): Plugin {
  let publicFiles: readonly string[] = []
  return {
    name: 'offline-worker',
    apply: 'build',
    configResolved({ publicDir }) {
      publicFiles = readdirSync(publicDir)
    },
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        const files = Object.keys(bundle)
          .filter((name) => !name.endsWith('.map'))
          .sort()
        const page = bundle['index.html']
        const fingerprint = createHash('sha256').update(files.join('\n'))
        if (page?.type === 'asset') fingerprint.update(page.source)
        const worker = readFileSync(source, 'utf8')
          .replace("'VERSION'", JSON.stringify(fingerprint.digest('hex').slice(0, 16)))
          .replace(
            "['FILES']",
            JSON.stringify(['./', ...publicFiles, ...files.filter((name) => name !== 'index.html')]),
          )
        this.emitFile({ type: 'asset', fileName: 'sw.js', source: worker })
      },
    },
  }
}
