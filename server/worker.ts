import { parentPort, workerData } from 'node:worker_threads'
import { z } from 'zod'
import { DossierFile } from '#contract/dossier-files'
import type { ExportFormat } from '#contract/exports'
import { ProcedureFile } from '#contract/procedures'
import { HeadsFile, SuperiorFileOrder } from '#contract/files/superior-file'
import { readDossierList } from './services/dossiers/dossier-list.ts'
import { readProcedures } from './services/imports/procedure-list.ts'
import { generalisedResponses } from './services/superior-file/generalised-responses.ts'
import { makeFileInWorker } from './services/superior-file/file-worker.ts'
import { readHeads } from './services/superior-file/read-heads.ts'
import { readFileRows } from './store/superior-file/file-rows.ts'

/** Other people's files: one question, one answer. */
const List = z.discriminatedUnion('task', [ProcedureFile, DossierFile, HeadsFile])

function readList(file: z.infer<typeof List>) {
  if (file.task === 'heads') return readHeads(file)
  return file.task === 'procedures' ? readProcedures(file) : readDossierList(file)
}

/** Long reads on a thread and a connection of their own: one piece for each message that asks for one, null at the end. */
async function writeExport(order: SuperiorFileOrder, format: ExportFormat): Promise<void> {
  const port = parentPort
  if (!port) throw new Error('the worker is started by the server')
  let wanted = 0
  let wake = (): void => undefined
  port.on('message', () => {
    wanted += 1
    wake()
  })
  const beWanted = async (): Promise<void> => {
    if (wanted === 0) await new Promise<void>((resolve) => (wake = resolve))
    wanted -= 1
  }

  const encoder = new TextEncoder()
  for await (const piece of generalisedResponses(order, format, readFileRows)) {
    await beWanted()
    const bytes = encoder.encode(piece)
    port.postMessage(bytes, [bytes.buffer])
  }
  await beWanted()
  port.postMessage(null)
  port.close()
}

async function writeRows(order: SuperiorFileOrder): Promise<void> {
  const { output } = order
  if (output.kind === 'pieces') return writeExport(order, output.format)
  if (parentPort) await makeFileInWorker(order, parentPort, readFileRows)
}

const list = List.safeParse(workerData)
if (list.success) parentPort?.postMessage(await readList(list.data))
else await writeRows(SuperiorFileOrder.parse(workerData))
