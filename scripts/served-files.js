import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Lists the files of a build in `files.json` beside them. The server gives out what is listed and nothing else that may
 * come to lie in that folder.
 *
 * @returns {import('vite').Plugin}
 */
export function servedFiles() {
  let publicDir = ''
  return {
    name: 'served-files',
    apply: 'build',
    configResolved(config) {
      publicDir = config.publicDir
    },
    writeBundle({ dir = '' }, bundle) {
      const files = [...Object.keys(bundle), ...readdirSync(publicDir)].sort()
      writeFileSync(join(dir, 'files.json'), JSON.stringify(files, null, 2))
    },
  }
}
