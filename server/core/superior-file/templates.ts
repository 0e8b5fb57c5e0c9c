import { searchWords } from '../text/search-text.ts'
import { demographicColumns, leadingColumns } from './columns.ts'

/** A column as a superior calls it, with the code of the one that fills it; null: none does, it stays empty. */
export interface NamedColumn {
  readonly head: string
  readonly fills: string | null
}

/** How a superior wants the sheet of answers. */
export interface ColumnTemplate {
  readonly code: string
  readonly name: string
  readonly columns: readonly NamedColumn[]
}

/** Other names that are in use. */
const otherNames: Readonly<Record<string, readonly string[]>> = {
  stt: ['TT', 'Số thứ tự'],
  ma_phieu: ['Mã số phiếu', 'Số phiếu'],
  ten_tinh: ['Tỉnh', 'Tỉnh, thành phố'],
  ten_don_vi: ['Đơn vị', 'Xã', 'Phường', 'Xã, phường', 'Cơ quan'],
  diem_tiep_nhan: ['Điểm', 'Nơi tiếp nhận'],
  thang: ['Thời gian', 'Thời gian gửi', 'Tháng (yyyy-MM)'],
  linh_vuc: ['Tên lĩnh vực', 'Lĩnh vực/thủ tục hành chính đã giải quyết'],
  co_quan: ['Phòng', 'Phòng chuyên môn', 'Cơ quan giải quyết'],
  ma_thu_tuc: ['Mã TTHC'],
  ten_thu_tuc: ['Thủ tục', 'Tên TTHC', 'TTHC', 'Thủ tục hành chính'],
  bo_cau_hoi: ['Phiếu', 'Mẫu phiếu'],
  duoc_ho_tro: ['Được hỗ trợ (Có/Không)'],
  muc: ['Mức', 'Mức hài lòng', 'Mức hài lòng chung (1–5)', 'Đánh giá chung'],
  can_lam_tot_hon: ['Góp ý', 'Lý do'],
  gioi_tinh: ['Giới'],
  nhom_tuoi: ['Độ tuổi', 'Tuổi'],
  trinh_do: ['Trình độ học vấn', 'Học vấn'],
}

/** Names as they are compared: without marks, capitals and spaces, so that `LinhVuc` is `Lĩnh vực`. */
const comparedName = (name: string): string => searchWords(name).replaceAll(' ', '')

const codesByName: ReadonlyMap<string, string> = new Map(
  [...leadingColumns, ...demographicColumns].flatMap(({ code, label }) =>
    [code, label, ...(otherNames[code] ?? [])].map((name) => [comparedName(name), code] as const),
  ),
)

/** The code of the column that a head asks for; null where nothing here is called so. */
export function columnCalled(head: string): string | null {
  const name = comparedName(head)
  const criterion = /^(?:q|cau|tieuchi|noidung)0*([1-9]\d?)$/.exec(name)?.[1]
  return criterion === undefined ? (codesByName.get(name) ?? null) : `q${criterion}`
}

/** The columns that heads ask for, in their order. */
export const columnsCalled = (heads: readonly string[]): NamedColumn[] =>
  heads.map((head) => ({ head: head.trim(), fills: columnCalled(head) }))

/** Heads as they were copied from a sheet or a file: tabs, or else semicolons, or else commas, between them. */
export function headsIn(line: string): readonly string[] {
  const [first = ''] = line.replace(/^\uFEFF/, '').split(/\r?\n/)
  const separator = ['\t', ';', ','].find((sign) => first.includes(sign)) ?? '\t'
  const heads = first.split(separator).map((head) => head.trim().replace(/^"(.*)"$/, '$1'))
  const last = heads.findLastIndex((head) => head !== '')
  return heads.slice(0, last + 1)
}

const phuLuongHeads =
  'MaPhieu, ThoiGianGui, LinhVuc, q_1, q_2, q_3, q_4, q_5, q_6, q_7, q_8, q_9, GioiTinh, DoTuoi, TrinhDo'

/** Templates that come with the program. */
export const shippedTemplates: readonly ColumnTemplate[] = [
  { code: 'phu-luong', name: 'Theo mẫu Phú Lương', columns: columnsCalled(phuLuongHeads.split(', ')) },
]
