import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { keyCommand } from '../../server/cli/operations/key.ts'
import { verifyCommand } from '../../server/cli/operations/verify.ts'
import { readConfig } from '../../server/config.ts'
import { serve } from '../../server/start/serve.ts'
import { startFailure } from '../../server/start-failures.ts'
import { filesIn } from '../../server/store/engine/data-files.ts'
import { openDatabase } from '../../server/store/engine/database.ts'
import { createAuditCheckpoints } from '../../server/store/ledger/checkpoints/audit-checkpoints.ts'
import { readKeys } from '../../server/store/ledger/keys.ts'
import { rowsOf, valueOf } from '../support/tables.ts'
import { tamperWith } from '../support/tamper.ts'

const NOW = Date.parse('2026-11-20T09:00:00+07:00')

/** An installation whose key lies in a file of its own, and what is done with it from outside. */
function installation() {
  const folder = mkdtempSync(join(tmpdir(), 'hailong-renew-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const keyFile = join(folder, 'khoa-ky.pem')
  const dataDir = join(folder, 'du-lieu')
  const config = readConfig({ DATA_DIR: dataDir, PORT: '0', SIGNING_KEY_FILE: keyFile })
  const file = filesIn(dataDir).database
  const said: string[] = []
  const io = {
    config,
    clock: () => NOW,
    version: '0',
    out: (line: string) => void said.push(line),
    say: (line: string) => void said.push(line),
    stdin: () => Promise.resolve(''),
  }
  const start = () =>
    serve({
      config,
      clock: () => NOW,
      version: '0',
      distDir: join(folder, 'trang'),
      logger: false,
      onStorageFailure: (error) => expect.unreachable(String(error)),
    })
  /** Signs where the audit stands, as the job of each day does. */
  const sign = async (): Promise<void> => {
    const database = openDatabase(file)
    await createAuditCheckpoints(database, await readKeys(database.reads)).sign('2026-11-20')
    await database.close()
  }
  return { keyFile, file, start, sign, said, io }
}

test('a lost key is renewed by command: the server starts again, and what the lost one signed still holds', async () => {
  const { keyFile, file, start, sign, said, io } = installation()
  const renew = (...args: string[]) => keyCommand.run(['renew', ...args], io)
  await (await start()).stop()
  await sign()
  await expect(renew('--yes')).rejects.toThrow('còn và đúng')
  const lost = readFileSync(keyFile, 'utf8')
  rmSync(keyFile)
  const failure = await start().catch((error: unknown) => startFailure(error, { port: 3000, dataDir: '/srv' }))
  expect(failure).toContain('hailong key renew')

  await expect(renew()).rejects.toThrow('Chưa thay khóa')
  expect([existsSync(keyFile), said.join('\n')]).toEqual([false, expect.stringContaining('bằng khóa công khai cũ')])
  expect(await renew('--yes')).toBe(0)
  expect(readFileSync(keyFile, 'utf8')).not.toBe(lost)
  await (await start()).stop()
  await sign()
  expect(valueOf(file, 'select count(*) from audit_checkpoint')).toBeGreaterThan(1)
  expect(await verifyCommand.run([], io)).toBe(0)
  const [entry] = rowsOf(file, `select actor, detail from audit where action = 'ledger.key_renewed'`)
  expect(entry?.detail).toMatch(/^\{"lost":"[0-9a-f]{16}","renewed":"[0-9a-f]{16}"\}$/)

  tamperWith(file, (open) => open.exec(`delete from secret where name = 'signing.public.1'`))
  expect(await verifyCommand.run([], io)).toBe(1)
})

test('a key is not renewed beside a running server, over another file, or where it lies in the database', async () => {
  const { keyFile, file, start, io } = installation()
  const running = await start()
  rmSync(keyFile)
  await expect(keyCommand.run(['renew', '--yes'], io)).rejects.toThrow()
  await running.stop()
  writeFileSync(keyFile, 'of somebody else')
  await expect(keyCommand.run(['renew', '--yes'], io)).rejects.toThrow('other')
  expect(readFileSync(keyFile, 'utf8')).toBe('of somebody else')
  expect(valueOf(file, `select count(*) from secret where name like 'signing.public.%'`)).toBe(0)
  expect(valueOf(file, `select count(*) from audit where action = 'ledger.key_renewed'`)).toBe(0)

  const { io: other } = installation()
  const config = readConfig({ DATA_DIR: other.config.dataDir })
  await expect(keyCommand.run(['renew', '--yes'], { ...other, config })).rejects.toThrow('nằm trong cơ sở dữ liệu')
})
