import type { Breakdown, SatisfactionQuery } from '#contract/satisfaction'
import { channelWords } from '#core/words/channels'
import { answeringOfficeOf, answeringOfficeWords, COMMITTEE } from '#core/words/answering-offices'
import { groupWords } from '#core/words/groups'
import { stageWords } from '#core/words/stages'
import type { FilterName } from '../disclosure/audience.ts'
import { filtersOf } from '../disclosure/audience.ts'
import type { FigureStores } from '../figures/figure-reads.ts'

const breakdowns: Readonly<Record<Breakdown, string>> = {
  total: 'Tất cả',
  group: 'Theo nhóm lĩnh vực',
  area: 'Theo lĩnh vực',
  procedure: 'Theo thủ tục',
  unit: 'Theo đơn vị',
  counter: 'Theo quầy',
  channel: 'Theo kênh',
  stage: 'Theo khâu',
  criterion: 'Theo tiêu chí',
  answeredBy: 'Theo cơ quan giải quyết',
  day: 'Theo ngày',
  week: 'Theo tuần',
  month: 'Theo tháng',
  quarter: 'Theo quý',
  year: 'Theo năm',
}

/** What the rows of figures are. */
export const breakdownWords = (by: Breakdown): string => breakdowns[by]

const filterNames: Readonly<Record<FilterName, string>> = {
  group: 'nhóm lĩnh vực',
  area: 'lĩnh vực',
  answeredBy: 'cơ quan giải quyết',
  procedure: 'thủ tục',
  stage: 'khâu',
  channel: 'kênh',
  counter: 'quầy',
  questionnaire: 'bộ câu hỏi',
  criterion: 'tiêu chí',
}

/** What a question is narrowed to: `lĩnh vực “Đất đai”, khâu “Nộp hồ sơ”`; '' for nothing. */
export async function filterWords(query: Readonly<SatisfactionQuery>, { figures }: FigureStores): Promise<string> {
  const names = filtersOf(query)
  const areas = names.includes('area') ? await figures.areas() : []
  const wordsOf = (name: FilterName, code: string): string => {
    if (name === 'group') return groupWords(code)
    if (name === 'area') return areas.find((area) => area.code === code)?.name.vi ?? code
    if (name === 'stage') return new Map<string, string>(Object.entries(stageWords)).get(code) ?? code
    if (name === 'channel') return new Map<string, string>(Object.entries(channelWords)).get(code) ?? code
    if (name !== 'answeredBy') return code
    return code === COMMITTEE ? 'UBND' : answeringOfficeWords(answeringOfficeOf(code))
  }
  return names.map((name) => `${filterNames[name]} “${wordsOf(name, query[name] ?? '')}”`).join(', ')
}
