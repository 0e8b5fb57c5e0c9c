import { existsSync } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import type { DossierFileReply } from '#contract/dossier-files'
import { DossierFileQuery } from '#contract/dossier-files'
import { actingAt, commandLine } from '#core/ledger/actor'
import { countText } from '#core/words/format'
import { uploadLimits } from '../../files/xlsx/guard.ts'
import { readDossierList } from '../../services/dossiers/dossier-list.ts'
import { enterDossiers } from '../../services/dossiers/enter-dossiers.ts'
import { readDossierFile } from '../../services/dossiers/read-dossier-file.ts'
import { isRefusal } from '../../services/refusal.ts'
import { areaAliases } from '../../shipped.ts'
import { createCatalogueStores } from '../../store/catalogue/catalogue-stores.ts'
import { createDossiers } from '../../store/dossiers/dossiers.ts'
import type { StoredCounts } from '../../store/dossiers/dossiers.ts'
import { CommandError, readArgs, UsageError } from '../args.ts'
import type { Command, CommandIo } from '../io.ts'
import { openForCommand, unitOf } from '../open.ts'
import { errorOf } from './file-refusals.ts'

const options = {
  unit: { type: 'string' },
  month: { type: 'string' },
  'dry-run': { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
} as const

/** `hailong dossiers import`: counts of hồ sơ by month and lĩnh vực from a file; all of it is stored or nothing. */
export const dossiersCommand: Command = {
  summary: 'Nhập số hồ sơ theo tháng và lĩnh vực từ tệp CSV hoặc XLSX (imports counts of dossiers)',
  usage: 'hailong dossiers import FILE [--unit CODE] [--month 2026-03] [--dry-run] [--json]',
  run: async (args, io) => {
    const { values, positionals } = readArgs(args, options, 2)
    const [verb, file] = positionals
    if (verb !== 'import') throw new UsageError('say import')
    if (file === undefined) throw new UsageError('name one file to import')
    const { unit, month } = values
    const query = DossierFileQuery.safeParse({ unit, month })
    if (!query.success) throw new UsageError(`--${String(query.error.issues[0]?.path[0])}: chưa đúng (invalid)`)
    if (!existsSync(file)) throw new CommandError(`there is no file ${file}`)
    if ((await stat(file)).size > uploadLimits.fileBytes) throw new CommandError(`${file} is larger than 5 MiB`)
    const { read, stored } = await importFile(io, { file, unit, month, dryRun: values['dry-run'] })
    io.out(values.json ? JSON.stringify({ ...read, ...stored }) : wordsOf(read, stored))
    return read.issues.length > 0 ? 1 : 0
  },
}

interface CountFile {
  readonly file: string
  readonly unit: string | undefined
  readonly month: string | undefined
  readonly dryRun: boolean
}

interface ImportedCounts {
  readonly read: DossierFileReply
  /** null: nothing was stored. */
  readonly stored: StoredCounts | null
}

async function importFile(io: CommandIo, { file, dryRun, ...given }: CountFile): Promise<ImportedCounts> {
  const database = await openForCommand(io.config)
  try {
    const unit = await unitOf(database, given.unit)
    const { areas } = createCatalogueStores(database)
    io.say(`Đang đọc ${file} (reading)`)
    const order = { unit, month: given.month, name: file, bytes: await readFile(file), areaAliases }
    const read = await readDossierFile({ ...order, readList: readDossierList }, { allAreas: areas.all })
    if ('refusal' in read) throw errorOf(read.refusal)
    if (dryRun || read.counts.length === 0) return { read, stored: null }
    const stores = { dossiers: createDossiers(database), areas }
    const by = actingAt(commandLine, io.clock())
    const stored = await enterDossiers({ unit, entry: { counts: read.counts } }, stores, by)
    if (isRefusal(stored)) throw new CommandError(stored.issues.map(({ path, code }) => `${path}: ${code}`).join('\n'))
    return { read, stored }
  } finally {
    await database.close()
  }
}

function wordsOf(read: DossierFileReply, stored: StoredCounts | null): string {
  const refused = read.issues.length > 0 ? 'Chưa lưu gì, mời sửa tệp (nothing stored)' : null
  return [
    refused ?? (stored === null ? 'Chạy thử, không lưu gì (dry run, nothing stored)' : 'Đã nhập xong (imported)'),
    `  đọc được (rows read)       ${countText(read.read)}`,
    `  dòng tổng bỏ qua (sums)    ${countText(read.sums)}`,
    ...(stored === null
      ? []
      : [
          `  lưu mới (stored)           ${countText(stored.stored)}`,
          `  giữ nguyên (unchanged)     ${countText(stored.unchanged)}`,
        ]),
    ...read.issues.map(({ row, column, code, value }) => `  dòng ${row}, cột "${column}": ${code} "${value}"`),
  ].join('\n')
}
