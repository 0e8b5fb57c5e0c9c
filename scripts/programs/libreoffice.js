// @ts-check
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { installByApt } from './apt.js'

/** The spreadsheet without its windows: 88 MB to fetch, 271 MB on the disk. */
const debianPackage = 'libreoffice-calc-nogui'

/** @returns {string | null} the program that opens files of offices, where the system has it */
function find() {
  const folders = (process.env.PATH ?? '').split(delimiter).concat('/usr/bin', '/usr/local/bin')
  const mac = '/Applications/LibreOffice.app/Contents/MacOS/soffice'
  return [...folders.map((folder) => join(folder, 'soffice')), mac].find((path) => existsSync(path)) ?? null
}

/**
 * LibreOffice for the tests that open written files in it: `SOFFICE_PATH`, else the system's; installed where there is none.
 *
 * @returns {Promise<string | null>} null when there is none and none could be installed
 */
export async function provideLibreOffice() {
  const given = process.env.SOFFICE_PATH
  if (given) return existsSync(given) ? given : null
  const found = find()
  if (found !== null) return found
  await installByApt(debianPackage, ['--no-install-recommends'])
  return find()
}
