import type { FileValue } from '../file-sheet.ts'

/** How a cell looks: by what it holds, and by what it is in its sheet. */
const looks = [
  { name: 'text', format: 'General', align: 'left' },
  { name: 'integer', format: '#,##0', align: 'right' },
  { name: 'decimal0', format: '#,##0', align: 'right' },
  { name: 'decimal1', format: '#,##0.0', align: 'right' },
  { name: 'decimal2', format: '#,##0.00', align: 'right' },
  { name: 'decimal3', format: '#,##0.000', align: 'right' },
  { name: 'percent0', format: '0%', align: 'right' },
  { name: 'percent1', format: '0.0%', align: 'right' },
  { name: 'percent2', format: '0.00%', align: 'right' },
  { name: 'percent3', format: '0.000%', align: 'right' },
  { name: 'date', format: 'dd/mm/yyyy', align: 'right' },
] as const

/** Numbers of styles that stand before those of values. */
export const styles = { plain: 0, title: 1, subtitle: 2, header: 3, code: 4, note: 5 } as const
const FIRST_LOOK = 6

const places = new Map<string, number>(looks.map(({ name }, at) => [name, FIRST_LOOK + at * 2]))

/** @param isStrong whether its row stands out */
export function styleOf(value: FileValue, isStrong: boolean): number {
  return (places.get(lookOf(value)) ?? FIRST_LOOK) + Number(isStrong)
}

function lookOf(value: FileValue): string {
  if (typeof value === 'number') return 'integer'
  if (value === null || typeof value === 'string') return 'text'
  return value.kind === 'date' ? 'date' : `${value.kind}${value.decimals}`
}

/** Formats of one's own have numbers from here on (ECMA-376 part 1, 18.8.30). */
const FIRST_FORMAT = 164

/** `xl/styles.xml`: the typeface of official papers, ruled cells, texts that wrap. */
export function stylesXml(): string {
  const formats = looks.map(({ format }, at) => `<numFmt numFmtId="${FIRST_FORMAT + at}" formatCode="${format}"/>`)
  const values = looks.flatMap(({ align }, at) =>
    [0, 1].map((font) => cellStyle({ format: FIRST_FORMAT + at, font, border: 1, align, indent: 1, vertical: 'top' })),
  )
  const fixed = [
    cellStyle({ font: 0, border: 0, align: 'left', vertical: 'top' }),
    cellStyle({ font: 2, border: 0, align: 'left', vertical: 'center' }),
    cellStyle({ font: 0, border: 0, align: 'left', vertical: 'center' }),
    cellStyle({ font: 1, fill: 2, border: 1, align: 'center', vertical: 'center' }),
    cellStyle({ font: 0, border: 1, align: 'left', vertical: 'top' }),
    cellStyle({ font: 3, border: 0, align: 'left', vertical: 'top' }),
  ]
  const edge = (side: string): string => `<${side} style="thin"><color rgb="FF9AA5B1"/></${side}>`
  const edges = ['left', 'right', 'top', 'bottom'].map(edge).join('')
  return [
    '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">',
    list('numFmts', formats),
    list('fonts', [font(11), font(11, '<b/>'), font(13, '<b/>'), font(10, '<i/>')]),
    list('fills', [
      '<fill><patternFill patternType="none"/></fill>',
      '<fill><patternFill patternType="gray125"/></fill>',
      '<fill><patternFill patternType="solid"><fgColor rgb="FFE8EEF4"/><bgColor indexed="64"/></patternFill></fill>',
    ]),
    list('borders', [
      '<border><left/><right/><top/><bottom/><diagonal/></border>',
      `<border>${edges}<diagonal/></border>`,
    ]),
    list('cellStyleXfs', ['<xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>']),
    list('cellXfs', [...fixed, ...values]),
    list('cellStyles', ['<cellStyle name="Normal" xfId="0" builtinId="0"/>']),
    '</styleSheet>',
  ].join('')
}

const list = (tag: string, items: readonly string[]): string =>
  `<${tag} count="${items.length}">${items.join('')}</${tag}>`

const font = (size: number, look = ''): string =>
  `<font>${look}<sz val="${size}"/><color rgb="FF1B2733"/><name val="Times New Roman"/><family val="1"/></font>`

interface CellLook {
  readonly format?: number
  readonly font: number
  readonly fill?: number
  readonly border: number
  readonly align: string
  /** Room between the text and the rule. */
  readonly indent?: number
  readonly vertical: string
}

const cellStyle = ({ format = 0, font: face, fill = 0, border, align, indent = 0, vertical }: CellLook): string =>
  `<xf numFmtId="${format}" fontId="${face}" fillId="${fill}" borderId="${border}" xfId="0" applyNumberFormat="1" ` +
  `applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1">` +
  `<alignment horizontal="${align}" vertical="${vertical}" indent="${indent}" wrapText="1"/></xf>`
