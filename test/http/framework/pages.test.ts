import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { officeOfTest } from '../../support/office.ts'

/** A build of these files, the list of which names only some of them. */
function buildOf(files: readonly string[], listed: readonly string[]): string {
  const distDir = mkdtempSync(join(tmpdir(), 'hailong-dist-'))
  onTestFinished(() => rmSync(distDir, { recursive: true }))
  for (const name of ['kiosk', 'dashboard']) {
    for (const file of files) {
      mkdirSync(join(distDir, name, file, '..'), { recursive: true })
      writeFileSync(join(distDir, name, file), file)
    }
    writeFileSync(join(distDir, name, 'files.json'), JSON.stringify(listed))
  }
  return distDir
}

test('only what the build lists is served, whatever else comes to lie beside it', async () => {
  const built = ['index.html', 'icon.svg', 'assets/index-abc.js']
  const stray = ['hai-long-20261120-173000.db', 'sao-luu/hai-long.db', 'assets/data.js', '.env']
  const { nobody } = await officeOfTest({ distDir: buildOf([...built, ...stray], built) })
  for (const file of built) expect((await nobody().get(`/kiosk/${file}`)).text).toBe(file)
  expect((await nobody().get('/kiosk/')).text).toBe('index.html')
  for (const file of [...stray, 'files.json']) {
    expect((await nobody().get(`/kiosk/${file}`)).status).toBe(404)
    // An address of the dashboard that is no file is a page of it.
    expect((await nobody().get(`/dashboard/${file}`)).text).not.toBe(file)
  }
})
