import { resolve } from 'node:path'
import { databaseFiles } from '../../databases.ts'
import type { RestoreProblem, RestoreRefusal } from '../../services/backups/restore-copy.ts'
import type { Restored } from '../../services/backups/replace-database.ts'
import { replaceDatabase } from '../../services/backups/replace-database.ts'
import { filesIn } from '../../store/engine/data-files.ts'
import type { Command, CommandIo } from '../io.ts'
import { readArgs, UsageError } from '../args.ts'

/** `hailong restore`: a backup becomes the database; never silently over data, never beside a running server. */
export const restoreCommand: Command = {
  summary: 'phục hồi dữ liệu từ bản sao lưu (puts a backup back; the server must be stopped)',
  usage: `hailong restore FILE [--replace] [--without-manifest] [--accept-problems] [--json]
       --replace            move the data that is there aside, and put the backup in its place
       --without-manifest   the small .json file beside the backup is lost
       --accept-problems    also when the ledger of the backup has problems`,
  run: async (args, io) => {
    const { values, positionals } = readArgs(args, {
      replace: { type: 'boolean', default: false },
      'without-manifest': { type: 'boolean', default: false },
      'accept-problems': { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
    })
    const [file] = positionals
    if (file === undefined) throw new UsageError('say which file to restore')
    const { dataDir } = io.config
    const order = {
      file: resolve(file),
      dataDir,
      data: filesIn(dataDir),
      now: io.clock(),
      replace: values.replace,
      withoutManifest: values['without-manifest'],
      acceptProblems: values['accept-problems'],
    }
    const result = await replaceDatabase(order, databaseFiles)
    if ('problem' in result) return refuse(result, { json: values.json, io })
    if (values.json) io.out(JSON.stringify({ ok: true, ...result }))
    else for (const line of wordsOf(result)) io.out(line)
    return 0
  },
}

function refuse({ problem, detail }: RestoreRefusal, { json, io }: { json: boolean; io: CommandIo }): 1 {
  if (json) io.out(JSON.stringify({ ok: false, problem, detail }))
  else io.say(`${refusals[problem]}${detail === '' ? '' : `\n  ${detail}`}`)
  return 1
}

const refusals: Readonly<Record<RestoreProblem, string>> = {
  data_there:
    'Thư mục dữ liệu đã có dữ liệu, nên chưa phục hồi. Thêm --replace để cất dữ liệu hiện có sang một bên rồi phục hồi. (There is data already: --replace moves it aside.)',
  no_file: 'Không thấy tệp sao lưu: hãy kiểm tra đường dẫn. (There is no such file.)',
  no_manifest:
    'Không thấy tệp .json đi kèm bản sao lưu. Hãy chép cả hai tệp, hoặc thêm --without-manifest. (The manifest beside the backup is missing.)',
  differs:
    'Bản sao lưu không còn như lúc được tạo: hãy dùng bản khác. (The file is not what its manifest says: take another one.)',
  damaged: 'Bản sao lưu bị hỏng: hãy dùng bản khác. (The file is damaged: take another one.)',
  ledger_broken:
    'Sổ ghi trong bản sao lưu có vấn đề: hãy dùng bản cũ hơn, hoặc thêm --accept-problems. (The ledger of the backup has problems.)',
}

function* wordsOf({ responses, from, aside, newer, otherInstallation }: Restored): Generator<string> {
  yield `Đã phục hồi ${responses} lượt từ ${from}. Mọi người cần đăng nhập lại. (Restored; everybody has to sign in again.)`
  yield '  Những gì đã thu hồi, cho nghỉ hay đổi sau lúc sao lưu (mật khẩu, mã truy cập, đường dẫn, thiết bị, tài khoản) trở lại như lúc sao lưu: hãy thu hồi hoặc đổi lại. (What was revoked, retired or changed since the backup is as it was then: do it again.)'
  if (aside === null) return
  yield `  Dữ liệu cũ được giữ tại ${aside}. (The data that was there was kept.)`
  if (otherInstallation) yield '  Chú ý: bản sao lưu là của một cơ quan khác. (The backup is of another installation.)'
  if (newer === null) yield '  Dữ liệu cũ không đọc được, nên không biết có gì mới hơn. (It could not be read.)'
  else if (newer.responses + newer.audit === 0) yield '  Dữ liệu cũ không có gì mới hơn bản sao lưu.'
  else {
    yield `  Dữ liệu cũ có thêm ${newer.responses} lượt và ${newer.audit} mục nhật ký sau bản sao lưu. (It holds more than the backup.)`
    yield '  Thiết bị đánh giá tự gửi lại các lượt còn giữ (30 ngày); tệp đã nhập cần nhập lại; lĩnh vực, thủ tục, bộ câu hỏi thêm sau bản sao lưu cần tạo lại đúng mã để các lượt ấy được nhận. (Kiosks send theirs again; imports must be repeated; areas, procedures and questionnaires added since must be made again for ratings that name them.)'
  }
}
