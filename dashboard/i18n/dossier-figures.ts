import type { SatisfactionRow } from '#contract/satisfaction'
import { countText, intervalText, percentText } from '#core/words/format'
import { targetText } from '#core/words/targets'

type Beside = Pick<SatisfactionRow, 'dossiers' | 'coverage'>

/** What is said of a figure beside the dossiers that were returned, one sentence a line; none where they are not entered. */
export function dossierSentences({ dossiers, coverage }: Beside): readonly string[] {
  if (dossiers === null || dossiers.missing > 0) return []
  const { timeliness, early, returned } = dossiers
  const measures = [
    ['Đúng hạn và trước hạn', timeliness],
    ['Trước hạn', early],
  ] as const
  const ofDossiers = measures.flatMap(([name, { share, target, verdict }]) => {
    if (share === null) return []
    const judged = verdict === null ? '' : verdict === 'met' ? ': đạt' : ': chưa đạt'
    const beside = target === null ? '' : `, chỉ tiêu ${targetText(target)}${judged}`
    return [`${name}: ${percentText(share, target)} của ${countText(returned ?? 0)} hồ sơ đã trả${beside}.`]
  })
  return [...(coverage === null ? [] : [coverageSentence(coverage)]), ...ofDossiers]
}

function coverageSentence({ share, level, bounds }: NonNullable<SatisfactionRow['coverage']>): string {
  if (level === 'low') return `Ít người đánh giá (${percentText(share)}): không suy ra cho tất cả hồ sơ.`
  const part = `Số lượt của người nhận kết quả bằng ${percentText(share)} số hồ sơ đã trả`
  return bounds === null
    ? `${part}.`
    : `${part}; kể cả người chưa đánh giá, tỷ lệ hài lòng nằm trong khoảng ${intervalText(bounds)}.`
}
