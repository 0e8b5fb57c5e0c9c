/** What roles are called, by the codes of `RoleCode`. */
export const roleWords = {
  admin: 'Quản trị',
  manager: 'Văn phòng',
  leader: 'Lãnh đạo',
  officer: 'Công chức',
  superior: 'Cấp trên',
  supervisor: 'Giám sát',
} as const

/** What the role of an account is for, in the order in which roles are offered. */
export const accountRoles = [
  { role: 'officer', words: 'Công chức: xem kết quả lĩnh vực của mình' },
  { role: 'leader', words: 'Lãnh đạo: xem số liệu của đơn vị' },
  { role: 'manager', words: 'Văn phòng: số liệu, chỉ tiêu, thiết bị' },
  { role: 'superior', words: 'Cấp trên: xem và xuất số liệu các đơn vị' },
  { role: 'admin', words: 'Quản trị: thiết lập, người dùng, thiết bị' },
] as const
