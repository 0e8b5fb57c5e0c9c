import type { EditionContent } from '#contract/editions'
import type { FileFacts, FileScope, SuperiorFileOrder } from '#contract/files/superior-file'
import { FirstSaid } from '#contract/files/superior-file'
import { isPartial } from '#core/statistics/coverage'
import type { Attribution } from '#core/ledger/actor'
import type { EditionRow } from '../../store/editions/editions.ts'
import type { Settings } from '../../store/office/settings.ts'
import type { MadeFile, MadeFiles } from '../../store/superior-file/made-files.ts'
import { contentOf } from '../editions/edition-content.ts'
import type { EditionStores } from '../editions/edition-stores.ts'
import { checkCodeOf } from '../editions/edition-view.ts'
import { administrativeList } from '../setup/administrative-list.ts'

export interface FileStores extends Pick<EditionStores, 'editions' | 'figures' | 'units'> {
  readonly madeFiles: MadeFiles
  readonly settings: Settings
  /** Of the program. */
  readonly version: string
}

/** A file that is to be made of an edition. */
export interface FileRequest {
  readonly edition: EditionRow
  readonly output: SuperiorFileOrder['output']
  /** What the audit says of it; a summary is none. */
  readonly action: 'export.superior' | 'export.responses'
}

/**
 * What the worker is told. A file that leaves the office is audited and put down before anything of it does; what was made
 * before it settles what it may say.
 */
export async function fileOrder(
  { edition, output, action }: FileRequest,
  stores: FileStores,
  by: Attribution,
): Promise<SuperiorFileOrder> {
  const { madeFiles } = stores
  const content = contentOf(edition)
  const says = JSON.stringify(await saidOf(edition, stores))
  const { period, from, to, number, hash, unitId } = edition
  const detail = { period, from, to, number, hash: hash.toString('hex'), format: formatOf(output) }
  const entry = { action, subject: content.unit.code, unitId, detail }
  const made = output.kind === 'summary' ? null : await madeFiles.make({ editionId: edition.id, says, entry }, by)
  const all = await madeFiles.all()
  const known = made ?? all.find(({ editionId }) => editionId === edition.id) ?? null
  const earlier = await earlierFiles(edition, known === null ? all : all.filter(({ id }) => id < known.id), stores)
  return {
    task: 'superior-file',
    databaseFile: madeFiles.databaseFile,
    files: [...earlier, content].map(scopeOf),
    facts: await factsOf(edition, FirstSaid.parse(JSON.parse(known?.says ?? says)), stores),
    output,
  }
}

const formatOf = (output: SuperiorFileOrder['output']): string =>
  output.kind === 'summary' ? output.kind : output.format

/** Those that share responses with it, those that share some with these, and so on, in the order in which they were made. */
async function earlierFiles(
  edition: EditionRow,
  made: readonly MadeFile[],
  { editions }: Pick<FileStores, 'editions'>,
): Promise<readonly EditionContent[]> {
  const linked = [contentOf(edition)]
  for (const { editionId } of made.toReversed()) {
    const row = await editions.byId(editionId)
    const content = row && contentOf(row)
    if (content !== null && linked.some((other) => shareResponses(other, content))) linked.push(content)
  }
  return linked.slice(1).toReversed()
}

function shareResponses(a: EditionContent, b: EditionContent): boolean {
  const units = new Set(a.ledgers.map(({ unitId }) => unitId))
  return a.from <= b.to && b.from <= a.to && b.ledgers.some(({ unitId }) => units.has(unitId))
}

const scopeOf = ({ ledgers, from, to, auditSize, keys }: EditionContent): FileScope => ({
  ledgers: ledgers.map(({ unitId, unit, size, waiting }) => ({ unitId, unit, size, waiting })),
  from,
  to,
  auditSize,
  sites: keys.sites,
})

async function saidOf({ unitId }: EditionRow, { units, settings, version }: FileStores): Promise<FirstSaid> {
  const chain = await units.chain(unitId)
  for (const id of chain) {
    const code = await settings.get(id, 'office.administrative-unit')
    const found = code === null ? null : (await administrativeList()).byCode(code)
    if (found !== null) return { version, province: found.province ?? { code: found.code, name: found.name } }
  }
  return { version, province: null }
}

/** Names are those of the closing: what is renamed later changes no file. */
async function factsOf(
  edition: EditionRow,
  { version, province }: FirstSaid,
  { figures }: Pick<FileStores, 'figures'>,
): Promise<FileFacts> {
  const content = contentOf(edition)
  const rowsOf = (table: string) => content.tables.find(({ by }) => by === table)?.rows ?? []
  const namesOf = (table: string) => Object.fromEntries(rowsOf(table).map(({ key, label }) => [key, label]))
  const areaNames = namesOf('area')
  const { secret, unit, period, from, to, number, closedAt, keys, ledgers, minimumAnswers, coverage } = content
  return {
    secret,
    unit,
    province,
    period,
    from,
    to,
    number,
    closedAt,
    hash: edition.hash.toString('hex'),
    checkCode: checkCodeOf(ledgers.map(({ head }) => head)),
    version,
    units: { ...namesOf('unit'), [unit.code]: unit.name },
    areas: Object.values(keys.areas).map((area) => ({ ...area, name: areaNames[area.code] ?? area.code })),
    procedures: namesOf('procedure'),
    forms: (await figures.forms()).map(({ shape }) => shape),
    criteria: [...new Set(rowsOf('criterion').map(({ key }) => key))].sort(),
    targets: [content.total, ...rowsOf('group'), ...rowsOf('area')].map(({ key, target }) => ({ key, target })),
    minimumAnswers,
    isPartial: isPartial(coverage),
  }
}
