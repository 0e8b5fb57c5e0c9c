import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import { FolderInUseError, lockFolder } from '../../../server/store/engine/sqlite/lock.ts'

function lockOfTest(): string {
  const folder = mkdtempSync(join(tmpdir(), 'hailong-folder-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  return join(folder, 'server.lock')
}

const lockModule = fileURLToPath(new URL('../../../server/store/engine/sqlite/lock.ts', import.meta.url))

/** Another process that takes the folder and keeps it until it is ended. */
async function otherServer(file: string): Promise<{ readonly process: ChildProcess; readonly said: string }> {
  const program = `import('vite').then(async ({ createServer }) => {
    const vite = await createServer({ configFile: false, server: { middlewareMode: true, ws: false }, logLevel: 'silent', appType: 'custom', optimizeDeps: { noDiscovery: true } })
    const { lockFolder } = await vite.ssrLoadModule(${JSON.stringify(lockModule)})
    try { lockFolder(${JSON.stringify(file)}); process.stdout.write('taken') }
    catch (error) { process.stdout.write(error.constructor.name) }
    setInterval(() => {}, 1000)
  })`
  const child = spawn(process.execPath, ['-e', program], { stdio: ['ignore', 'pipe', 'inherit'] })
  onTestFinished(() => void child.kill('SIGKILL'))
  const [said] = (await once(child.stdout, 'data')) as [Buffer]
  return { process: child, said: said.toString() }
}

test('a folder is one server’s: a second one in the same process is refused', () => {
  const file = lockOfTest()
  const unlock = lockFolder(file)
  expect(() => lockFolder(file)).toThrow(FolderInUseError)
  unlock()
  lockFolder(file)()
})

test('a second process is refused while the first one lives', async () => {
  const file = lockOfTest()
  const unlock = lockFolder(file)
  expect((await otherServer(file)).said).toBe('FolderInUseError')
  unlock()
  expect((await otherServer(file)).said).toBe('taken')
})

test('the lock dies with a process that is killed', async () => {
  const file = lockOfTest()
  const other = await otherServer(file)
  expect(other.said).toBe('taken')
  expect(() => lockFolder(file)).toThrow(FolderInUseError)
  other.process.kill('SIGKILL')
  await once(other.process, 'exit')
  lockFolder(file)()
})
