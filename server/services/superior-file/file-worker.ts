import type { MessagePort } from 'node:worker_threads'
import type { FileMessage, SuperiorFileOrder } from '#contract/files/superior-file'
import { FileAnswer } from '#contract/files/superior-file'
import type { ReadRows } from './gather-rows.ts'
import { makeFile } from './make-file.ts'

/** Makes a file on the worker's side: tells how far it is, has its signature made, and says when it is done. */
export async function makeFileInWorker(order: SuperiorFileOrder, port: MessagePort, read: ReadRows): Promise<void> {
  const tell = (message: FileMessage): void => port.postMessage(message)
  const sign = (text: string): Promise<string | null> =>
    new Promise((resolve) => {
      port.once('message', (answer) => resolve(FileAnswer.parse(answer).signature))
      tell({ sign: text })
    })
  const done = await makeFile(order, { read, onProgress: (progress) => tell({ progress }), sign })
  tell({ done })
  port.close()
}
