import type { AccountRole } from '#contract/roles'

/** What each role is for, in the order in which they are offered. */
export const accountRoles: readonly { readonly role: AccountRole; readonly words: string }[] = [
  { role: 'officer', words: 'Cán bộ: xem kết quả lĩnh vực của mình' },
  { role: 'leader', words: 'Lãnh đạo: xem số liệu của đơn vị' },
  { role: 'manager', words: 'Văn phòng: báo cáo, chỉ tiêu, thiết bị' },
  { role: 'superior', words: 'Cấp trên: xem và xuất số liệu các đơn vị' },
  { role: 'admin', words: 'Quản trị: thiết lập, người dùng, thiết bị' },
]
