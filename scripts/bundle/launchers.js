// @ts-check

/**
 * The file that both launchers run. The SQLite driver is compiled for one Node, one system and one processor.
 *
 * @param {string} node version the bundle was made with
 * @param {string} platform
 * @param {string} arch
 */
export const starter = (node, platform, arch) => `// Starts the server, or a command of it where one is named.
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const made = ${JSON.stringify({ node, platform, arch })}
const major = (version) => version.split('.')[0]
const fits = major(process.versions.node) === major(made.node) && process.platform === made.platform && process.arch === made.arch
if (!fits) {
  console.error('Bộ cài này dành cho Node.js ' + major(made.node) + ' trên ' + made.platform + '-' + made.arch + '; máy này chạy Node.js ' +
    process.versions.node + ' trên ' + process.platform + '-' + process.arch + '. Hãy cài đúng bản Node.js, hoặc lấy bộ cài có kèm Node.js.\\n' +
    '(This bundle was made for another Node.js or another system.)')
  process.exit(1)
}
// Beside the folder of the program, so that a newer one unpacked next to it finds the same data.
const home = dirname(fileURLToPath(import.meta.url))
process.env.DATA_DIR ||= join(dirname(home), 'hai-long-data')
await import(process.argv.length > 2 ? './dist/server/cli.js' : './dist/server/main.js')
`

const shell = `#!/bin/sh
# ./hai-long starts the server; ./hai-long COMMAND runs one, such as ./hai-long backup --to /mnt/o-sao-luu
here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd)
node=node
[ -x "$here/node/node" ] && node="$here/node/node"
exec "$node" "$here/start.js" "$@"
`

const batch = [
  '@echo off',
  'rem hai-long starts the server; hai-long COMMAND runs one, such as: hai-long backup --to E:\\\\sao-luu',
  'chcp 65001 >nul',
  'set "node=node"',
  'if exist "%~dp0node\\\\node.exe" set "node=%~dp0node\\\\node.exe"',
  '"%node%" "%~dp0start.js" %*',
  '',
].join('\r\n')

/** Start files by their names. */
export const launchers = { 'hai-long': shell, 'hai-long.cmd': batch.replaceAll('\\\\', '\\') }

/**
 * @param {string} version of the product
 * @param {string} node
 * @param {boolean} withNode
 */
export const readme = (version, node, withNode) => `# Hài Lòng ${version}: bộ cài không cần mạng

Đánh giá mức độ hài lòng tại Bộ phận Một cửa. Thư mục này chạy được trên máy không có internet.

1. Chép cả thư mục vào máy, ví dụ \`/opt/hai-long\` hoặc \`C:\\hai-long\`.
2. ${withNode ? 'Node.js đã kèm trong thư mục `node`, không phải cài gì thêm.' : `Cài Node.js ${node.split('.')[0]} (bản ${node} hoặc mới hơn cùng dòng) từ đĩa hoặc USB.`}
3. Chạy \`./hai-long\` (Linux) hoặc bấm đúp \`hai-long.cmd\` (Windows). Mở địa chỉ được in ra, đăng nhập bằng mật khẩu dùng một lần.

| việc | lệnh |
|---|---|
| khởi động | \`./hai-long\` |
| sao lưu | \`./hai-long backup --to /mnt/o-sao-luu\` |
| phục hồi (máy chủ đã dừng) | \`./hai-long restore /mnt/o-sao-luu/hai-long-….db\` |
| khám máy | \`./hai-long doctor\` |
| các lệnh khác | \`./hai-long help\` |

Dữ liệu nằm ở thư mục \`hai-long-data\` **bên cạnh** thư mục này (đổi bằng biến \`DATA_DIR\`). **Nâng cấp**: dừng máy chủ, để thư mục
bản mới bên cạnh bản cũ rồi chạy bản mới; dữ liệu được chép lại một bản trước khi nâng cấp.
`
