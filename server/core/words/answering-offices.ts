/** Cơ quan, phòng that settle the procedures of an area, by their codes, in the order of choices. */
export const answeringOffices = [
  { code: 'van-phong', words: 'Văn phòng HĐND và UBND' },
  { code: 'kinh-te', words: 'Phòng Kinh tế (Kinh tế, Hạ tầng và Đô thị)' },
  { code: 'van-hoa-xa-hoi', words: 'Phòng Văn hóa – Xã hội' },
  { code: 'cong-an', words: 'Công an cấp xã' },
  { code: 'vpdkdd', words: 'Chi nhánh Văn phòng đăng ký đất đai' },
  { code: 'thue', words: 'Cơ quan thuế' },
  { code: 'khac', words: 'Cơ quan khác' },
] as const

export type AnsweringOffice = (typeof answeringOffices)[number]['code']

/** All of them that belong to the commune's UBND, as one. */
export const COMMITTEE = 'ubnd'

const committeeOffices: readonly AnsweringOffice[] = ['van-phong', 'kinh-te', 'van-hoa-xa-hoi']

/** Whether the office belongs to the commune's UBND; nobody can say so of what has no office. */
export const isOfCommittee = (office: AnsweringOffice | null): boolean =>
  office !== null && committeeOffices.includes(office)

/** Whether the office is the one of a filter, or belongs to the UBND where the filter is `COMMITTEE`. */
export const isAnsweredBy = (office: AnsweringOffice | null, filter: string): boolean =>
  filter === COMMITTEE ? isOfCommittee(office) : office === filter

/** What the office is called; empty where nobody said which one it is. */
export const answeringOfficeWords = (office: AnsweringOffice | null): string =>
  answeringOffices.find(({ code }) => code === office)?.words ?? ''

/** The code as it is stored; null for what is none. */
export const answeringOfficeOf = (text: string | null): AnsweringOffice | null =>
  answeringOffices.find(({ code }) => code === text)?.code ?? null
