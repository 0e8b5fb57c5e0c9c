import type { EditionChange } from '#contract/editions'
import { ALL_AREAS } from '#core/questions/area-groups'
import { countText, percentText } from '#core/words/format'
import { targetText } from '#core/words/targets'
import { verdictWords } from '#core/words/verdicts'

type AmendedFigure = EditionChange['before']

/** What a figure that changed is called, by the table it stands in. */
const tableNames: Readonly<Record<string, string>> = {
  total: 'Toàn bộ',
  group: 'Nhóm lĩnh vực',
  area: 'Lĩnh vực',
  answeredBy: 'Cơ quan giải quyết',
  procedure: 'Thủ tục',
  stage: 'Khâu',
  channel: 'Kênh',
  counter: 'Quầy',
  unit: 'Đơn vị',
  month: 'Tháng',
  criterion: 'Tiêu chí',
}

/** The row that changed: `Lĩnh vực: Đất đai`. */
export function changedRow({ table, label }: Pick<EditionChange, 'table' | 'label'>): string {
  const name = tableNames[table] ?? table
  if (table === 'total') return name
  return label.startsWith(name) ? label : `${name}: ${label}`
}

const parts: readonly (readonly [string, (figure: AmendedFigure) => string])[] = [
  ['số lượt', ({ answered }) => (answered === null ? 'không nêu' : countText(answered))],
  ['hài lòng', (figure) => shareText(figure)],
  ['chỉ tiêu', ({ target }) => (target === null ? 'chưa đặt' : targetText(target))],
  ['kết luận', ({ verdict }) => (verdict === null ? 'chưa có' : verdictWords[verdict])],
  ['hồ sơ đã trả', ({ returned }) => (returned === null ? 'chưa có' : countText(returned))],
]

const shareText = ({ answered, satisfiedShare, target }: AmendedFigure): string =>
  satisfiedShare === null ? (answered === 0 ? 'chưa có' : 'không nêu') : percentText(satisfiedShare, target)

/** The changes as a list tells them: everything together once. */
export const toldChanges = (changes: readonly EditionChange[]): readonly EditionChange[] =>
  changes.filter(({ table, key }) => table !== 'group' || key !== ALL_AREAS)

/** What of it changed: `số lượt 60 → 72; hài lòng 75,0% → 76,4%`. */
export function changeWords({ before, after }: Pick<EditionChange, 'before' | 'after'>): string {
  // Of a row that was not there before, that it has a target is no change.
  const compared = before.answered === 0 ? parts.slice(0, 2) : parts
  const changed = compared.flatMap(([name, said]) => {
    const [old, now] = [said(before), said(after)]
    return old === now ? [] : [`${name} ${old} → ${now}`]
  })
  // Such as the source of a target.
  return changed.length === 0 ? 'căn cứ của chỉ tiêu' : changed.join('; ')
}
