import type { FileSheet } from '../file-sheet.ts'
import type { ZipPart } from '../zip/write.ts'
import { writeZip } from '../zip/write.ts'
import { rowsAbove, sheetXml } from './write-sheet.ts'
import { stylesXml } from './write-styles.ts'
import { escapedXml } from './write-xml.ts'

export interface WorkbookAbout {
  /** Milliseconds since the epoch. */
  readonly createdAt: number
}

/**
 * Sheets as an XLSX workbook, in the order of its tabs:
 *
 *     const bytes = writeWorkbook([{ name: '1_Phieu', titles: [], columns, rows, notes: [] }], { createdAt })
 *     Readable.from(bytes) // or: for await (const piece of bytes) …
 *
 * It is made in pieces as they are taken, so that nothing is held as a whole and other work goes on; who stops taking
 * pieces ends the rows too. No cell is a formula. The same sheets and moment give the same bytes.
 * @throws FileProblem too_large beyond 1,048,576 rows of a sheet or 4 GiB
 */
export function writeWorkbook(
  sheets: readonly FileSheet[],
  { createdAt }: WorkbookAbout,
): AsyncGenerator<Buffer, void> {
  for (const { name } of sheets) refuseName(name)
  if (new Set(sheets.map(({ name }) => name.toLowerCase())).size !== sheets.length || sheets.length === 0)
    throw new Error('a workbook has one or more sheets, each with a name of its own')
  const text = (path: string, xml: string): ZipPart => ({ path, pieces: [`${DECLARATION}${xml}`] })
  return writeZip(
    [
      text('[Content_Types].xml', contentTypes(sheets.length)),
      text('_rels/.rels', relations([`${OFFICE}/officeDocument`, 'xl/workbook.xml'], [CORE_RELATION, CORE])),
      text(CORE, coreXml(createdAt)),
      text('xl/workbook.xml', workbookXml(sheets)),
      text(
        'xl/_rels/workbook.xml.rels',
        relations(...sheets.map((_, at) => [`${OFFICE}/worksheet`, `worksheets/sheet${at + 1}.xml`] as const), [
          `${OFFICE}/styles`,
          'styles.xml',
        ]),
      ),
      text('xl/styles.xml', stylesXml()),
      ...sheets.map((sheet, at) => ({ path: `xl/worksheets/sheet${at + 1}.xml`, pieces: declared(sheet) })),
    ],
    createdAt,
  )
}

const DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'
const CORE = 'docProps/core.xml'
const CORE_RELATION = `${PACKAGE}/relationships/metadata/core-properties`
const SHEET_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

async function* declared(sheet: FileSheet): AsyncGenerator<string> {
  yield DECLARATION
  yield* sheetXml(sheet)
}

function refuseName(name: string): void {
  if (!/^[^[\]:*?/\\]{1,31}$/.test(name) || /^'|'$/.test(name)) throw new Error(`no sheet can be called "${name}"`)
}

function contentTypes(sheets: number): string {
  const of = (path: string, type: string): string => `<Override PartName="/${path}" ContentType="${type}"/>`
  const each = Array.from({ length: sheets }, (_, at) =>
    of(`xl/worksheets/sheet${at + 1}.xml`, `${SHEET_TYPE}.worksheet+xml`),
  )
  return (
    `<Types xmlns="${PACKAGE}/content-types">` +
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
    '<Default Extension="xml" ContentType="application/xml"/>' +
    of(CORE, 'application/vnd.openxmlformats-package.core-properties+xml') +
    of('xl/workbook.xml', `${SHEET_TYPE}.sheet.main+xml`) +
    of('xl/styles.xml', `${SHEET_TYPE}.styles+xml`) +
    `${each.join('')}</Types>`
  )
}

function relations(...each: readonly (readonly [type: string, target: string])[]): string {
  const listed = each.map(([type, target], at) => `<Relationship Id="rId${at + 1}" Type="${type}" Target="${target}"/>`)
  return `<Relationships xmlns="${PACKAGE}/relationships">${listed.join('')}</Relationships>`
}

function coreXml(createdAt: number): string {
  const moment = `${new Date(createdAt).toISOString().slice(0, 19)}Z`
  return (
    `<cp:coreProperties xmlns:cp="${PACKAGE}/metadata/core-properties" xmlns:dcterms="http://purl.org/dc/terms/" ` +
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">' +
    `<dcterms:created xsi:type="dcterms:W3CDTF">${moment}</dcterms:created></cp:coreProperties>`
  )
}

/** The header is printed on each page. */
function workbookXml(sheets: readonly FileSheet[]): string {
  const listed = sheets.map(
    ({ name }, at) => `<sheet name="${escapedXml(name)}" sheetId="${at + 1}" r:id="rId${at + 1}"/>`,
  )
  const headers = sheets.map((sheet, at) => {
    const name = escapedXml(sheet.name.replaceAll("'", "''"))
    const range = `$${sheet.titles.length + 1}:$${rowsAbove(sheet)}`
    return `<definedName name="_xlnm.Print_Titles" localSheetId="${at}">'${name}'!${range}</definedName>`
  })
  return (
    `<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="${OFFICE}">` +
    `<bookViews><workbookView/></bookViews><sheets>${listed.join('')}</sheets>` +
    `<definedNames>${headers.join('')}</definedNames></workbook>`
  )
}
