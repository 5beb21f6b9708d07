import { readFile } from 'node:fs/promises'
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } from '@prisma/driver-adapter-utils'
import type { SchemaEngine } from '@prisma/schema-engine-wasm'

type Engine = typeof import('@prisma/schema-engine-wasm')
type Factory = Parameters<typeof bindMigrationAwareSqlAdapterFactory>[0]
type Adapter = Awaited<ReturnType<Factory['connect']>>

let loaded: Promise<Engine> | undefined

/**
 * Prisma's schema engine as WebAssembly, from npm: Prisma's command line downloads an executable from a server that
 * some networks refuse. It reaches the database of `adapter`; comparing data models needs none.
 */
export async function openEngine(adapter: Adapter = withoutDatabase()): Promise<SchemaEngine> {
  const { SchemaEngine: Constructor } = await loadEngine()
  const connect = () => Promise.resolve(adapter)
  const factory: Factory = {
    provider: adapter.provider,
    adapterName: adapter.adapterName,
    connect,
    connectToShadowDb: connect,
  }
  return Constructor.new({ datamodels: undefined }, () => {}, bindMigrationAwareSqlAdapterFactory(factory))
}

function withoutDatabase(): Adapter {
  const refuse = () => Promise.reject(new Error('This engine has no database'))
  return {
    provider: 'postgres',
    adapterName: 'none',
    executeRaw: refuse,
    executeScript: refuse,
    startTransaction: refuse,
    dispose: () => Promise.resolve(),
    // The engine's first and only question: does the schema "public" exist, and which version is this?
    queryRaw: () =>
      Promise.resolve({
        columnNames: ['exists', 'version', 'numeric_version'],
        columnTypes: [ColumnTypeEnum.Boolean, ColumnTypeEnum.Text, ColumnTypeEnum.Int32],
        rows: [[true, 'PostgreSQL 18', 180_000]],
      }),
  }
}

/** Once: the generated code around it holds one instance, and a second would pull the first's memory away. */
function loadEngine(): Promise<Engine> {
  loaded ??= instantiate()
  return loaded
}

async function instantiate(): Promise<Engine> {
  const glue = await import('@prisma/schema-engine-wasm/schema_engine_bg')
  const file = new URL('schema_engine_bg.wasm', import.meta.resolve('@prisma/schema-engine-wasm'))
  const { instance } = await WebAssembly.instantiate(await readFile(file), { './schema_engine_bg.js': glue })
  glue.__wbg_set_wasm(instance.exports)
  const begin = instance.exports.__wbindgen_start
  if (typeof begin === 'function') begin()
  return glue
}
