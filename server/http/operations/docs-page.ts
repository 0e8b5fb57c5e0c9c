import type { ApiExample } from '#contract/shipped'

/** A call that can be made. */
export interface Operation {
  readonly method: string
  readonly url: string
  readonly who: string
  readonly example: ApiExample | null
}

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const escape = (text: string): string => text.replaceAll(/[&<>"]/g, (character) => escapes[character] ?? character)

/** The first part of an address after /api: calls about one noun stand together. */
const nounOf = ({ url }: Operation): string => /^\/api\/([^/]+)/.exec(url)?.[1] ?? url.slice(1)

/** The whole page as HTML. */
export function docsPage(operations: readonly Operation[], version: string): string {
  const nouns = [...new Set(operations.map(nounOf))].sort()
  const sections = nouns.map((noun) =>
    section(
      noun,
      operations.filter((operation) => nounOf(operation) === noun),
    ),
  )
  return `<!doctype html>
<html lang="vi" translate="no">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>Hài Lòng – Giao diện lập trình</title>
    <meta name="google" content="notranslate" />
    <link rel="icon" href="/favicon.ico" type="image/svg+xml" />
    <link rel="stylesheet" href="/fonts.css" />
    <link rel="stylesheet" href="/api/docs.css" />
  </head>
  <body>
    <main>
      <h1><img src="/favicon.ico" alt="" width="48" height="48" />Giao diện lập trình</h1>
      <p class="lead">Hài Lòng ${escape(version)}. Mọi nội dung là JSON, mã UTF-8. Mô tả đầy đủ theo OpenAPI 3.1:
        <a href="/api/openapi.json">/api/openapi.json</a>.</p>
      <p>Công chức gọi bằng mã truy cập (<code>Authorization: Bearer …</code>, tạo tại
        <a href="/dashboard/quyen-truy-cap">Quyền truy cập</a>) hoặc phiên đăng nhập; thiết bị đánh giá gọi bằng mã nhận được khi ghép. Lỗi luôn có dạng <code>{ code, message, issues? }</code>. Trong
        <code>/api</code> chỉ thêm, không đổi tên và không bỏ. Mã và khóa trong ví dụ đã được rút gọn thành <code>…</code>.</p>
      <nav aria-label="Các nhóm">${nouns.map((noun) => `<a href="#${escape(noun)}">${escape(noun)}</a>`).join(' ')}</nav>
      ${sections.join('\n      ')}
    </main>
  </body>
</html>
`
}

const section = (noun: string, operations: readonly Operation[]): string =>
  `<section aria-labelledby="${escape(noun)}"><h2 id="${escape(noun)}">${escape(noun)}</h2>${operations.map(call).join('')}</section>`

function call({ method, url, who, example }: Operation): string {
  const heading = `<h3><span class="method">${escape(method)}</span> <code>${escape(url)}</code></h3>`
  const says = example ? `<p>${escape(example.says)}</p>` : ''
  return `<article>${heading}${says}<p class="who">${escape(who)}</p>${example ? worked(example) : ''}</article>`
}

function worked({ as, request, reply, route }: ApiExample): string {
  const lines = [`${route.split(' ')[0] ?? ''} ${request.url}`]
  if (as !== 'anyone') lines.push('Authorization: Bearer …')
  if (request.body !== null) lines.push('Content-Type: application/json', '', json(request.body))
  const answer = reply.body === null ? '' : `\n\n${json(reply.body)}`
  return `<details><summary>Ví dụ</summary><h4>Yêu cầu</h4><pre tabindex="0">${escape(lines.join('\n'))}</pre><h4>Trả lời</h4><pre tabindex="0">${escape(`${reply.status}${answer}`)}</pre></details>`
}

const json = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value, null, 2))

export const docsStyle = `body { margin: 0; background: #f6f7f9; color: #1d2a3a; font: 400 17px/1.6 'Be Vietnam Pro', system-ui, sans-serif }
main { max-width: 880px; margin: 0 auto; padding: 40px 24px 96px }
h1 { display: flex; align-items: center; gap: 14px; font-size: 40px; line-height: 1.2; margin: 0 0 16px; color: #0b5c63 }
h2 { font-size: 26px; margin: 48px 0 8px }
h3 { font-size: 18px; margin: 0; overflow-wrap: anywhere }
h4 { font-size: 14px; margin: 16px 0 4px; color: #4a5666 }
p { margin: 8px 0 }
.lead { font-size: 19px }
.who { color: #4a5666; font-size: 15px }
.method { display: inline-block; min-width: 68px; color: #0b5c63 }
a { color: #0b5c63 }
nav { display: flex; flex-wrap: wrap; gap: 4px 16px; margin-top: 24px }
nav a { padding: 4px 0 }
article { background: #fff; border: 1px solid #dfe3e8; border-radius: 14px; padding: 20px 24px; margin: 16px 0 }
summary { cursor: pointer; color: #0b5c63; font-weight: 600; padding: 4px 0 }
code, pre { font: 400 15px/1.55 ui-monospace, Consolas, monospace }
pre { background: #f6f7f9; border-radius: 10px; padding: 16px; margin: 4px 0; max-height: 480px; overflow: auto; white-space: pre-wrap; overflow-wrap: anywhere }
a:focus-visible, summary:focus-visible, pre:focus-visible { outline: 3px solid #0b5c63; outline-offset: 2px; border-radius: 4px }
`
