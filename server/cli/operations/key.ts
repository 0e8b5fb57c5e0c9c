import { actingAt, commandLine } from '#core/ledger/actor'
import { databaseFiles } from '../../databases.ts'
import { filesIn } from '../../store/engine/data-files.ts'
import { lockFolder } from '../../store/engine/folder-lock.ts'
import { renewSigningKey, signingKeyState } from '../../store/ledger/checkpoints/renew-key.ts'
import type { Command } from '../io.ts'
import { CommandError, readArgs, UsageError } from '../args.ts'
import { openForCommand } from '../open.ts'

const meaning = [
  'Tạo khóa ký mới thay khóa đã mất: mốc đã ký trước đây vẫn kiểm được bằng khóa công khai cũ; mốc từ nay ký bằng khóa mới.',
  'Nhật ký ghi lần thay khóa kèm dấu vân tay của khóa cũ và khóa mới. Khóa đã mất không dùng lại được.',
  'Chỉ làm khi chắc chắn không còn bản nào của tệp khóa. Nếu khóa lọt vào tay người khác, người ấy vẫn ký được mốc mang ngày trước lần thay khóa: hãy giữ mã kiểm của "hailong verify" ở nơi khác.',
  '(A new key in place of the lost one: earlier checkpoints keep verifying by the old public key; the lost key never returns.)',
] as const

/** `hailong key renew`: another signing key where the file of the old one is lost. */
export const keyCommand: Command = {
  summary: 'tạo khóa ký mới khi đã mất hẳn tệp khóa (renews a signing key whose file is lost)',
  usage: `hailong key renew [--yes]
       the server must be stopped; without --yes it only says what a renewal means`,
  run: async (args, io) => {
    const { values, positionals } = readArgs(args, { yes: { type: 'boolean' } })
    if (positionals[0] !== 'renew') throw new UsageError('say renew')
    const database = await openForCommand(io.config)
    try {
      const { state, file } = await signingKeyState(database, io.config.signingKeyFile)
      if (state === 'in_database')
        throw new CommandError('Khóa ký nằm trong cơ sở dữ liệu, không cần thay. (The key lies in the database.)')
      if (state === 'not_lost')
        throw new CommandError(`Tệp khóa ký ${file} còn và đúng, không cần thay. (The key is not lost.)`)
      for (const line of meaning) io.say(line)
      if (values.yes !== true)
        throw new CommandError(`Chưa thay khóa. Nếu đồng ý, chạy lại với --yes. (Nothing was done: add --yes.)`)
      const unlock = lockFolder(filesIn(io.config.dataDir).lock)
      try {
        const setting = { file, syncFolder: databaseFiles.syncFolder }
        const fingerprint = await renewSigningKey(database, setting, actingAt(commandLine, io.clock()))
        io.out(
          `Đã tạo khóa ký mới tại ${file}, dấu vân tay ${fingerprint}. Cất ngay một bản ở nơi khác. (Renewed: keep a copy elsewhere.)`,
        )
      } finally {
        unlock()
      }
      return 0
    } finally {
      await database.close()
    }
  },
}
