/** What groups of areas are called, by their code. */
const groupNames: ReadonlyMap<string, string> = new Map([
  ['chung', 'Giải quyết TTHC, tất cả lĩnh vực'],
  ['dat-dai-xay-dung', 'Đất đai, xây dựng'],
  ['nhay-cam', 'Lĩnh vực nhạy cảm'],
  ['phuc-vu', 'Sự phục vụ của cơ quan hành chính nhà nước'],
  ['y-te-giao-duc', 'Dịch vụ y tế, giáo dục công lập'],
  ['sipas', 'Chỉ số hài lòng SIPAS'],
  ['papi', 'Chỉ số PAPI'],
  ['par-index', 'Chỉ số cải cách hành chính'],
  ['khao-sat-tinh', 'Khảo sát của tỉnh, thành phố'],
  ['khac', 'Khảo sát, chỉ số khác'],
])

/** The name of a group; a group that an office made itself is called by its code. */
export const groupWords = (group: string): string => groupNames.get(group) ?? group

/** All areas together as a row of a table whose other rows are groups of areas. */
export const ALL_AREAS_ROW = 'Tất cả lĩnh vực'
