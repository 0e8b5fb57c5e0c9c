import { parentPort, workerData } from 'node:worker_threads'
import { ExportOrder } from '#contract/exports'
import { responsesFile } from './services/exports/responses-file.ts'
import { microdataColumns, openMicrodata } from './store/ratings/microdata.ts'

/** Long reads on a thread and a connection of their own: one piece for each message that asks for one, null at the end. */
async function work(): Promise<void> {
  const port = parentPort
  if (!port) throw new Error('the worker is started by the server')
  const { databaseFile, format, ...selection } = ExportOrder.parse(workerData)
  let asked = 0
  let wake = (): void => undefined
  port.on('message', () => {
    asked += 1
    wake()
  })
  const beAsked = async (): Promise<void> => {
    if (asked === 0) await new Promise<void>((resolve) => (wake = resolve))
    asked -= 1
  }

  const encoder = new TextEncoder()
  const { microdata, close } = openMicrodata(databaseFile, selection)
  for (const piece of responsesFile(microdata, { columns: microdataColumns, format })) {
    await beAsked()
    const bytes = encoder.encode(piece)
    port.postMessage(bytes, [bytes.buffer])
  }
  close()
  await beAsked()
  port.postMessage(null)
  port.close()
}

await work()
