// Run by the bench alone, in a process of its own: makes the rows of the bench in a native table and times what is asked.
import { DuckDBInstance } from '@duckdb/node-api'

const { file, threads, setup, queries, times } = JSON.parse(process.argv[2])
const instance = await DuckDBInstance.create(file, { threads: String(threads) })
const connection = await instance.connect()
for (const statement of setup) await connection.run(statement)

const results = {}
for (const [name, query] of Object.entries(queries)) {
  const prepared = await connection.prepare(query)
  let rows = []
  const taken = []
  for (let time = 0; time < times + 5; time += 1) {
    const began = performance.now()
    rows = (await prepared.runAndReadAll()).getRowsJson()
    // The first ones warm it up.
    if (time >= 5) taken.push(performance.now() - began)
  }
  results[name] = { times: taken, rows }
}
process.stdout.write(JSON.stringify(results))
connection.closeSync()
instance.closeSync()
