import type { PeriodCounts, ReportFacts, ReportTarget, ShownAnswers } from '#core/report/facts'

/** Answers as `satisfied/answered`. */
export const of = (satisfied: number, answered: number) => ({ satisfied, answered })

export const target = (value: number, more: Partial<ReportTarget> = {}): ReportTarget => ({
  operator: '>=',
  value,
  document: 'Kế hoạch số 12/KH-UBND ngày 15/01/2026',
  place: null,
  milestone: null,
  part: null,
  ...more,
})

export const counts = (whole: ShownAnswers, land?: ShownAnswers, more: Partial<PeriodCounts> = {}): PeriodCounts => ({
  received: typeof whole === 'object' ? whole.answered : 3,
  channels: { kiosk: typeof whole === 'object' ? whole.answered : 3, qr: 0, web: 0, paper: 0, import: 0 },
  groups: new Map([['chung', whole], ...(land === undefined ? [] : ([['dat-dai-xay-dung', land]] as const))]),
  dossiers: null,
  petitions: null,
  ...more,
})

/** Quý III/2026 of phường Đông Hà, ended, nothing but answers. */
export const facts = (current: PeriodCounts, more: Partial<ReportFacts> = {}): ReportFacts => ({
  office: { authority: 'UBND phường Đông Hà', name: 'Trung tâm Phục vụ hành chính công phường Đông Hà' },
  period: { words: 'quý III năm 2026', from: '2026-07-01', to: '2026-09-30', hasEnded: true, began: null },
  today: '2026-10-02',
  minimumAnswers: 30,
  isPartial: false,
  current,
  yearToDate: null,
  lastYear: null,
  previous: null,
  targets: new Map(),
  dossierTargets: { timeliness: null, early: null },
  reasons: [],
  published: [],
  done: '',
  ...more,
})

export const targetsOf = (chung: readonly ReportTarget[], land: readonly ReportTarget[] = []): ReportFacts['targets'] =>
  new Map([
    ['chung', chung],
    ['dat-dai-xay-dung', land],
  ])
