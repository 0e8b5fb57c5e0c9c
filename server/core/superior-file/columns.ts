/** A column of the sheet of answers. */
export interface SheetColumn {
  readonly code: string
  readonly label: string
  readonly kind: 'text' | 'number'
  /** What the dictionary says of it. */
  readonly meaning: string
}

const text = (code: string, label: string, meaning: string): SheetColumn => ({ code, label, kind: 'text', meaning })
const number = (code: string, label: string, meaning: string): SheetColumn => ({ code, label, kind: 'number', meaning })

/** What stands before the criteria, in order. */
export const leadingColumns: readonly SheetColumn[] = [
  number('stt', 'STT', 'Số thứ tự của dòng; không phải thứ tự thời gian'),
  text('ma_phieu', 'Mã phiếu', 'Ngẫu nhiên, không phải số thứ tự thời gian; mỗi tệp một bộ mã riêng'),
  text('ma_tinh', 'Mã tỉnh', 'Theo danh mục đơn vị hành chính'),
  text('ten_tinh', 'Tên tỉnh', 'Theo danh mục đơn vị hành chính'),
  text('ma_don_vi', 'Mã đơn vị', 'Mã của đơn vị nhận lượt đánh giá'),
  text('ten_don_vi', 'Tên đơn vị', ''),
  text('diem_tiep_nhan', 'Điểm tiếp nhận', ''),
  text('thang', 'Tháng', 'yyyy-MM; yyyy-Qn: đã gộp theo quý'),
  text('kenh', 'Kênh', 'Cách lượt đánh giá được gửi đến'),
  text('dot_khao_sat', 'Đợt khảo sát', 'Trống: không thuộc đợt khảo sát nào'),
  text('ma_linh_vuc', 'Mã lĩnh vực', ''),
  text('linh_vuc', 'Lĩnh vực', '“Lĩnh vực khác” gồm cả những lĩnh vực ít lượt đã gộp'),
  text('co_quan', 'Phòng, cơ quan giải quyết', 'Theo lĩnh vực'),
  text('ma_thu_tuc', 'Mã thủ tục', 'Chỉ ghi khi đủ lượt giống nhau'),
  text('ten_thu_tuc', 'Tên thủ tục', ''),
  text('khau', 'Khâu', ''),
  text('bo_cau_hoi', 'Bộ câu hỏi', ''),
  text('phien_ban', 'Phiên bản', 'Của bộ câu hỏi'),
  text('ngon_ngu', 'Ngôn ngữ', 'Ngôn ngữ của màn hình hoặc phiếu'),
  text('duoc_ho_tro', 'Được hỗ trợ', 'Có, Không: người dân có được hỗ trợ khi đánh giá không'),
  number('muc', 'Mức hài lòng chung', '1 đến 5; trống: không trả lời; 9: không có ý kiến'),
  text('muc_chu', 'Mức hài lòng chung (chữ)', ''),
  text('can_lam_tot_hon', 'Điều cần làm tốt hơn', 'Các điều người dân chọn, cách nhau bằng “;”'),
]

/** The column of the n-th criterion, from 1. */
export const criterionColumn = (n: number): SheetColumn =>
  number(`q${n}`, `q${n}`, '1 đến 5; trống: không trả lời; 9: không có ý kiến')

/** What surveys ask of the person; a file has them where an answer of it came from a survey. */
export const demographicColumns: readonly SheetColumn[] = [
  text('gioi_tinh', 'Giới tính', ''),
  text('nhom_tuoi', 'Nhóm tuổi', ''),
  text('trinh_do', 'Trình độ', ''),
  text('nghe_nghiep', 'Nghề nghiệp', ''),
  text('dan_toc', 'Dân tộc', ''),
  text('noi_song', 'Nơi sống', ''),
]

/** What of a row was given up so that nobody is told apart, in words. */
export const givenUpWords: Readonly<Record<string, string>> = {
  site: 'điểm tiếp nhận',
  language: 'ngôn ngữ',
  assisted: 'được hỗ trợ hay không',
  procedure: 'thủ tục',
  stage: 'khâu',
  demographics: 'đặc điểm người trả lời',
  channel: 'kênh',
  month: 'tháng (gộp theo quý)',
  area: 'lĩnh vực (gộp vào “Lĩnh vực khác”)',
}
