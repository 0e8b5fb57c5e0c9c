import { parentPort, workerData } from 'node:worker_threads'
import { z } from 'zod'
import { ExportOrder } from '#contract/exports'
import { DossierFile } from '#contract/dossier-files'
import { ProcedureFile } from '#contract/procedures'
import { readDossierList } from './services/dossiers/dossier-list.ts'
import { exportPieces } from './services/exports/responses-file.ts'
import { readProcedures } from './services/imports/procedure-list.ts'
import { microdataColumns, openMicrodata } from './store/ratings/microdata.ts'

/** Other people's files: one question, one answer. */
const List = z.discriminatedUnion('task', [ProcedureFile, DossierFile])

const readList = (file: z.infer<typeof List>) =>
  file.task === 'procedures' ? readProcedures(file) : readDossierList(file)

/** Long reads on a thread and a connection of their own: one piece for each message that asks for one, null at the end. */
async function writeExport(order: ExportOrder): Promise<void> {
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
  for await (const piece of exportPieces(order, { open: openMicrodata, columns: microdataColumns })) {
    await beWanted()
    const bytes = encoder.encode(piece)
    port.postMessage(bytes, [bytes.buffer])
  }
  await beWanted()
  port.postMessage(null)
  port.close()
}

const list = List.safeParse(workerData)
if (list.success) parentPort?.postMessage(await readList(list.data))
else await writeExport(ExportOrder.parse(workerData))
