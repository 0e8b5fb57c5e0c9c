import { SettingError } from './config.ts'
import { FolderInUseError } from './store/engine/folder-lock.ts'
import { SigningKeyError } from '#core/ledger/signing-key-error'
import { MigrationFailedError, NewerDatabaseError } from './store/engine/migrate.ts'

/** Where the start failed, as far as the sentence needs it. */
export interface StartContext {
  readonly port: number
  readonly dataDir: string
}

/**
 * The sentences of a start that failed, Vietnamese first; each ends with what to do.
 * @returns null when the error is a bug and must be shown as one
 */
export function startFailure(error: unknown, context: StartContext | null): string | null {
  if (error instanceof SettingError) return `Cấu hình chưa đúng. ${error.message}`
  const folder = context?.dataDir ?? ''
  if (error instanceof FolderInUseError)
    return `Thư mục dữ liệu ${folder} đang được một máy chủ Hài Lòng khác dùng. Hãy dừng máy chủ đó, hoặc đặt DATA_DIR sang thư mục khác.
(Another server is using this data folder: stop it, or set DATA_DIR to another folder.)`
  if (error instanceof NewerDatabaseError)
    return `Dữ liệu trong ${folder} do phiên bản mới hơn ghi (${error.message}). Hãy chạy phiên bản mới đó, hoặc phục hồi bản sao lưu cũ.
(The database was written by a newer version: run that version, or restore an older backup.)`
  if (error instanceof MigrationFailedError)
    return `Chưa nâng cấp được dữ liệu trong ${folder}: ${error.message}. Dữ liệu vẫn như trước khi nâng cấp${
      error.copy === null ? '' : `, và có bản sao tại ${error.copy}`
    }. Hãy chạy lại phiên bản cũ để làm việc tiếp, rồi báo cho nơi cung cấp.
(The upgrade failed and changed nothing: go on with the version you had, and report this.)`
  if (error instanceof SigningKeyError)
    return error.problem === 'missing'
      ? `Không đọc, ghi được tệp khóa ký ${error.file}. Hãy đặt lại đúng tệp đã cất riêng vào đó và cấp quyền cho tài khoản đang chạy, hoặc sửa SIGNING_KEY_FILE. Bản sao lưu không chứa khóa này. Không còn bản nào của tệp thì chạy "hailong key renew".
(The signing key cannot be read or written: put the file you keep apart back, with rights for this account, or mend SIGNING_KEY_FILE. Backups do not hold it; where no copy is left, run "hailong key renew".)`
      : `Tệp ${error.file} không phải khóa ký của dữ liệu này; tệp không bị ghi đè. Hãy đặt lại đúng tệp, hoặc chọn tên khác trong SIGNING_KEY_FILE.
(The file is not the signing key of this data and was left as it is: put the right one back, or set another name.)`
  const ofPort = portFailure(error, context)
  if (ofPort !== null) return ofPort
  switch (codeOf(error)) {
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
    case 'ENOTDIR':
    case 'EEXIST':
    case 'SQLITE_CANTOPEN':
    case 'SQLITE_READONLY':
      return `Không ghi được vào thư mục dữ liệu ${folder}. Hãy cấp quyền ghi cho tài khoản đang chạy, hoặc đặt DATA_DIR sang thư mục khác.
(The data folder cannot be written: give this account the right to, or set DATA_DIR to another folder.)`
    case 'SQLITE_NOTADB':
    case 'SQLITE_CORRUPT':
      return `Tệp dữ liệu trong ${folder} bị hỏng hoặc không phải của Hài Lòng. Hãy phục hồi từ bản sao lưu.
(The database file is damaged: restore it from a backup.)`
    case 'ENOENT':
      return `Không tìm thấy tệp: ${error instanceof Error ? error.message : ''}. Hãy kiểm tra đường dẫn trong lệnh hoặc trong TLS_CERT, TLS_KEY.
(A file was not found: check the path in the command, or TLS_CERT and TLS_KEY.)`
    default:
      return null
  }
}

/** Where a port cannot be had, it is the port that is spoken of, whatever the same code means of a folder. */
function portFailure(error: unknown, context: StartContext | null): string | null {
  const isOfPort =
    error instanceof Error && 'syscall' in error && /^(listen|bind|getaddrinfo)$/.test(String(error.syscall))
  const words = portProblem(codeOf(error), context?.port ?? 3000)
  return isOfPort ? words : null
}

/**
 * Why a port cannot be listened on, and what to do; also for `doctor`.
 * @returns null for a code that says nothing of a port
 */
export function portProblem(code: string, port: number): string | null {
  const another = port < 1024 ? 3000 : port + 1
  if (code === 'EADDRINUSE')
    return `Cổng ${port} đang được chương trình khác dùng. Hãy đặt cổng khác, ví dụ PORT=${another}, rồi chạy lại.
(The port is taken: set another one with PORT.)`
  if (code === 'EACCES' || code === 'EPERM')
    return `Tài khoản đang chạy không được mở cổng ${port}. Hãy đặt cổng từ 1024 trở lên, ví dụ PORT=${another === port ? 8080 : another}. Trên Windows, cổng có thể đã được hệ thống giữ (Hyper-V): lệnh "netsh interface ipv4 show excludedportrange protocol=tcp" liệt kê các dải cổng ấy; hãy chọn cổng ở ngoài.
(This account may not open the port: set PORT to 1024 or above. On Windows a range may be held by Hyper-V: choose a port outside it.)`
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND' || code === 'EAI_AGAIN')
    return `Máy này không có địa chỉ đã đặt trong HOST. Hãy đặt HOST=127.0.0.1 hoặc địa chỉ của máy.
(This machine has no such address: mend HOST.)`
  return null
}

const codeOf = (error: unknown): string => {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return ''
  // Node says ENOENT when a folder cannot be made on a read-only disk.
  if ('syscall' in error && error.syscall === 'mkdir') return 'EACCES'
  return error.code.replace(/^(SQLITE_[A-Z]+)_.*$/, '$1')
}
