import type { BackupFailure } from '../operations/backup-failure.ts'

/** Why the last backup failed and what to do, as the end of a sentence on a page. */
export const backupFailureWords: Readonly<Record<BackupFailure, string>> = {
  folder_missing: 'không thấy thư mục sao lưu. Hãy cắm ổ đĩa hoặc tạo lại thư mục',
  folder_not_writable: 'không ghi được vào thư mục sao lưu. Hãy cấp quyền ghi',
  inside_data: 'thư mục sao lưu nằm trong thư mục dữ liệu. Hãy chọn nơi khác',
  inside_served: 'thư mục sao lưu nằm trong thư mục các trang mà máy chủ đưa ra cho mọi người. Hãy chọn nơi khác',
  no_space: 'ổ đĩa sao lưu không đủ chỗ. Hãy dọn bớt hoặc dùng ổ khác',
  copy_failed: 'chưa chép được dữ liệu. Hãy thử lại',
  copy_damaged: 'bản sao bị hỏng nên đã bỏ. Hãy kiểm tra ổ đĩa',
  ledger_broken: 'dữ liệu có chỗ không toàn vẹn. Bản sao vẫn được giữ, các bản cũ không bị xóa',
  interrupted: 'việc sao lưu bị ngắt giữa chừng. Hãy thử lại',
}

/** The same to those who work at the command line: with the command that comes next, and in English too. */
export const backupFailureAdvice: Readonly<Record<BackupFailure, string>> = {
  folder_missing: 'Không thấy thư mục sao lưu: hãy cắm ổ đĩa, hoặc tạo thư mục rồi thử lại. (There is no such folder.)',
  folder_not_writable: 'Không ghi được vào thư mục sao lưu: hãy cấp quyền ghi. (The folder cannot be written.)',
  inside_data:
    'Thư mục sao lưu nằm trong thư mục dữ liệu: hãy chọn nơi khác, tốt nhất là ổ đĩa khác. (It lies inside the data folder.)',
  inside_served:
    'Thư mục sao lưu nằm trong thư mục các trang mà máy chủ đưa ra cho mọi người: hãy chọn nơi khác. (It lies among the served pages.)',
  no_space: 'Ổ đĩa sao lưu không đủ chỗ: hãy dọn bớt hoặc dùng ổ khác. (There is not enough room.)',
  copy_failed: 'Chưa chép được dữ liệu. Hãy thử lại, rồi chạy "hailong doctor". (The copy failed.)',
  copy_damaged:
    'Bản sao bị hỏng nên đã bỏ. Hãy kiểm tra ổ đĩa, rồi chạy "hailong doctor". (The copy was damaged and dropped.)',
  ledger_broken:
    'Sổ ghi có vấn đề; bản sao vẫn được giữ, các bản cũ không bị xóa. Hãy chạy "hailong verify". (The ledger has problems.)',
  interrupted: 'Việc sao lưu bị ngắt giữa chừng. Hãy thử lại. (It was interrupted.)',
}
