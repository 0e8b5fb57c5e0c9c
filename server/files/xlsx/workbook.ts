import type { Archive } from './archive.ts'
import { showsDate } from './date-style.ts'
import type { SheetLimits } from './guard.ts'
import { notXlsx, tooLarge } from './guard.ts'
import { attribute, createXmlReader } from './xml.ts'

/** A sheet of rows and columns, as the workbook lists it. */
export interface ListedSheet {
  readonly name: string
  readonly isHidden: boolean
  /** Its part of the archive. */
  readonly path: string
}

/** What all sheets of a workbook share. */
export interface Workbook {
  /** In the order of their tabs. */
  readonly sheets: readonly ListedSheet[]
  readonly sharedTexts: readonly string[]
  /** By the number of a cell's style. */
  readonly isDateStyle: readonly boolean[]
  /** Days from 30 December 1899 to the day that counts as 0. */
  readonly epochDays: number
}

/** Days by which the calendar of old workbooks from a Mac begins later. */
const EPOCH_1904 = 1462

/** @throws FileProblem not_xlsx, too_large; XmlError */
export async function readWorkbook(name: string, archive: Archive, limits: SheetLimits): Promise<Workbook> {
  const home = (await relationsOf(archive, '_rels/.rels', '')).find(({ type }) => type.endsWith('/officeDocument'))
  const path = home?.target ?? 'xl/workbook.xml'
  if (!archive.has(path)) notXlsx(name)
  const folder = path.slice(0, path.lastIndexOf('/') + 1)
  const relations = await relationsOf(archive, `${folder}_rels/${path.slice(folder.length)}.rels`, folder)
  const partOf = (kind: string): string | null => {
    const found = relations.find(({ type, target }) => type.endsWith(`/${kind}`) && archive.has(target))
    return found?.target ?? null
  }
  const sheets: ListedSheet[] = []
  let epochDays = 0
  await readTags(archive, path, (tag, attributes) => {
    if (tag === 'workbookPr' && ['1', 'true'].includes(attribute(attributes, 'date1904') ?? '')) epochDays = EPOCH_1904
    if (tag !== 'sheet') return
    // A tab may hold a chart alone.
    const id = attribute(attributes, 'id')
    const part = relations.find((relation) => relation.id === id && relation.type.endsWith('/worksheet'))
    const isHidden = (attribute(attributes, 'state') ?? 'visible') !== 'visible'
    if (part && archive.has(part.target))
      sheets.push({ name: attribute(attributes, 'name') ?? '', isHidden, path: part.target })
  })
  if (sheets.length === 0) notXlsx(name)
  const texts = partOf('sharedStrings')
  const styles = partOf('styles')
  return {
    sheets,
    epochDays,
    sharedTexts: texts === null ? [] : await sharedTextsOf(archive.pieces(texts), name, limits),
    isDateStyle: styles === null ? [] : await dateStylesOf(archive, styles),
  }
}

interface Relation {
  readonly id: string
  readonly type: string
  readonly target: string
}

async function relationsOf(archive: Archive, path: string, folder: string): Promise<readonly Relation[]> {
  const relations: Relation[] = []
  if (!archive.has(path)) return relations
  await readTags(archive, path, (tag, attributes) => {
    if (tag !== 'Relationship') return
    const [id, type, target] = ['Id', 'Type', 'Target'].map((name) => attribute(attributes, name) ?? '')
    relations.push({ id: id ?? '', type: type ?? '', target: pathFrom(folder, target ?? '') })
  })
  return relations
}

/** A path within the archive: `/xl/a.xml` from its root, `../a.xml` and `a.xml` from the folder. */
function pathFrom(folder: string, target: string): string {
  if (target.startsWith('/')) return target.slice(1)
  const parts: string[] = []
  for (const part of `${folder}${target}`.split('/')) {
    if (part === '..') parts.pop()
    else if (part !== '.' && part !== '') parts.push(part)
  }
  return parts.join('/')
}

async function readTags(
  archive: Archive,
  path: string,
  open: (tag: string, attributes: string) => void,
): Promise<void> {
  const reader = createXmlReader({ open, close: () => undefined, text: () => undefined })
  reader.push(await archive.text(path))
  reader.end()
}

async function dateStylesOf(archive: Archive, path: string): Promise<readonly boolean[]> {
  const formats = new Map<string, string>()
  const styles: boolean[] = []
  let isIn = ''
  const reader = createXmlReader({
    open: (tag, attributes) => {
      if (tag === 'cellXfs' || tag === 'cellStyleXfs') isIn = tag
      if (tag === 'numFmt')
        formats.set(attribute(attributes, 'numFmtId') ?? '', attribute(attributes, 'formatCode') ?? '')
      if (tag !== 'xf' || isIn !== 'cellXfs') return
      const id = attribute(attributes, 'numFmtId') ?? '0'
      styles.push(showsDate(Number(id), formats.get(id) ?? null))
    },
    close: (tag) => {
      if (tag === isIn) isIn = ''
    },
    text: () => undefined,
  })
  reader.push(await archive.text(path))
  reader.end()
  return styles
}

/** Texts that cells share; of one with several runs all, without the readings that Japanese puts above. */
async function sharedTextsOf(
  pieces: AsyncIterable<string>,
  name: string,
  limits: SheetLimits,
): Promise<readonly string[]> {
  const texts: string[] = []
  let text = ''
  let isIn = false
  let isReading = false
  let characters = 0
  const reader = createXmlReader({
    open: (tag) => {
      if (tag === 'si') text = ''
      if (tag === 'rPh') isReading = true
      isIn = tag === 't' && !isReading
    },
    close: (tag) => {
      if (tag === 'rPh') isReading = false
      if (tag === 'si') texts.push(unescaped(text))
      isIn = false
    },
    text: (piece) => {
      if (!isIn) return
      characters += piece.length
      if (characters > limits.sharedCharacters) throw tooLarge(name)
      text += piece
    },
  })
  for await (const piece of pieces) {
    reader.push(piece)
    if (texts.length > limits.cells) throw tooLarge(name)
  }
  reader.end()
  return texts
}

/** `_x000D_` stands for a sign that XML cannot hold. */
export function unescaped(text: string): string {
  if (!text.includes('_x')) return text
  return text.replace(/_x([0-9A-F]{4})_/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
}
