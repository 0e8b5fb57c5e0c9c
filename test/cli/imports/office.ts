import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ImportMapping, ImportReport } from '#contract/mapping'
import { readConfig } from '../../../server/config.ts'
import type { Database } from '../../../server/store/engine/database.ts'
import { createUnit } from '../../../server/store/office/units.ts'
import type { Command, CommandIo, ExitCode } from '../../../server/cli/io.ts'
import { importCommand } from '../../../server/cli/imports/import.ts'
import { openForCommand } from '../../../server/cli/open.ts'

/** Noon of 20 April 2024 in Vietnam: after the last answer of the real files. */
export const NOW = Date.parse('2024-04-20T12:00:00+07:00')

/** An office in a folder of its own, as the command line finds it. */
export interface Office {
  readonly dir: string
  readonly said: string[]
  run(command: Command, ...words: string[]): Promise<{ code: ExitCode; out: string[] }>
  /** Imports a file's content under a mapping. @returns the report */
  import(content: string | Buffer, mapping: ImportMapping, ...words: string[]): Promise<ImportReport>
  write(name: string, content: string | Buffer): string
  open<T>(work: (database: Database) => Promise<T>): Promise<T>
  addUnit(code: string): Promise<number>
  leave(): void
}

export function enterOffice(now = NOW): Office {
  const dir = mkdtempSync(join(tmpdir(), 'hai-long-office-'))
  const said: string[] = []
  const config = readConfig({ DATA_DIR: join(dir, 'data') })
  let files = 0
  const write: Office['write'] = (name, content) => {
    writeFileSync(join(dir, name), content)
    return join(dir, name)
  }
  const run: Office['run'] = async (command, ...words) => {
    const out: string[] = []
    const io: CommandIo = {
      config,
      clock: () => now,
      version: '0.0.0',
      out: (line) => out.push(line),
      say: (line) => said.push(line),
      stdin: () => Promise.resolve(''),
    }
    return { code: await command.run(words, io), out }
  }
  const open: Office['open'] = async (work) => {
    const database = await openForCommand(config)
    try {
      return await work(database)
    } finally {
      await database.close()
    }
  }
  return {
    dir,
    said,
    run,
    write,
    open,
    import: async (content, mapping, ...words) => {
      files += 1
      const map = write(`${files}.map.json`, JSON.stringify(mapping))
      const { out } = await run(importCommand, write(`${files}.csv`, content), '--map', map, '--json', ...words)
      return JSON.parse(out.join('')) as ImportReport
    },
    addUnit: (code) =>
      open((database) => database.transaction((trx) => createUnit(trx, { code, name: code, parentId: null }))),
    leave: () => rmSync(dir, { recursive: true, force: true }),
  }
}

/** How many rows each table of facts and figures holds: what a dry run must leave as it is. */
export function rowCounts(office: Office): Promise<Record<string, number>> {
  return office.open(async ({ reads }) => {
    const tables = [
      'unit',
      'area',
      'questionnaire',
      'response',
      'answer',
      'comment',
      'ledger',
      'checkpoint',
      'quarantine',
      'audit',
      'tally_day',
      'waiting',
    ] as const
    const counts: Record<string, number> = {}
    for (const table of tables) {
      const row = await reads
        .selectFrom(table)
        .select((e) => e.fn.countAll<number>().as('n'))
        .executeTakeFirstOrThrow()
      counts[table] = row.n
    }
    return counts
  })
}
