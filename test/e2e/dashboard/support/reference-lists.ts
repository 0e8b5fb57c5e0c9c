import type { CatalogueArea, AreaList } from '#contract/areas'
import type { Procedure, ProcedureReport } from '#contract/procedures'
import { areaGroups } from '#core/questions/area-groups'
import { shipped } from '../../../../server/shipped.ts'

/** The areas of an office, one of them retired. */
export const areas: AreaList = {
  areas: shipped.areas.map(({ code, name, label, groups }): CatalogueArea => ({
    ...{ code, name, label, groups },
    retired: code === 'van-hoa',
    procedures: shipped.procedures.filter(({ area }) => area === code).length,
  })),
  groups: areaGroups.map(({ code, name }) => ({ code, name })),
}

/** The shipped procedures and many more than are shown at once. */
export const procedures: Procedure[] = [
  ...shipped.procedures.map((procedure) => ({ ...procedure, level: 'Cấp Xã', retired: false })),
  ...Array.from({ length: 60 }, (_, index) => {
    const name = `Thủ tục số ${index + 1} về hỗ trợ phát triển sản xuất, kinh doanh tại vùng có điều kiện khó khăn`
    return {
      code: `1.02${1000 + index}`,
      area: 'khac',
      name: { vi: name, en: name },
      level: null,
      retired: index === 0,
    }
  }),
]

export const questionnaires = shipped.questionnaires.map((questionnaire) => ({
  reference: `${questionnaire.code}@${questionnaire.version}`,
  retired: false,
  questionnaire,
}))

/** What trying a list of the province gives. */
export const report: ProcedureReport = {
  ...{ read: 1460, added: 380, changed: 12, unchanged: 1067, rejected: 1, retired: 0 },
  issues: [
    { row: 3, column: 'Mã TTHC', code: 'number_not_text', value: '1.00119' },
    { row: 7, column: 'Lĩnh vực', code: 'unknown_area', value: 'Tôn giáo Chính phủ' },
  ],
}
