/** What is said of a server that holds less than a kiosk has seen; `devices`: their names. */
export const aheadFact = (devices: string): string =>
  `Máy chủ có ít hơn thiết bị đã thấy (${devices}): dữ liệu đã mất, bị cắt hoặc là tệp cũ.`

/** What to do then. */
export const AHEAD_REMEDY = 'Thiết bị tự gửi lại các lượt còn giữ; hãy chạy “hailong verify” và báo cấp trên.'
