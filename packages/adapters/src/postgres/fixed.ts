import { type Compilable, type CompiledQuery, type Kysely, type KyselyPlugin, type RawBuilder, sql } from "kysely"
import type { Tables } from "./tables.ts"

/** Stands where a statement is built for a value that it is given each time. */
export type ValueOf<Given> = <Name extends keyof Given>(name: Name) => RawBuilder<Given[Name]>

interface Built<Given, Row> {
  readonly query: CompiledQuery<Row>
  /** What stands for which value. */
  readonly names: ReadonlyMap<unknown, keyof Given>
}

/**
 * A statement whose text is the same whatever its values: it is built once for the tables of a schema. Kysely takes longer to build one
 * than the database to find a row.
 */
export const fixed = <Given extends object, Row>(
  build: (db: Kysely<Tables>, value: ValueOf<Given>) => Compilable<Row>
): ((db: Kysely<Tables>, given: Given) => Compilable<Row>) => {
  /** By what puts the schema in. */
  const kept = new WeakMap<KyselyPlugin, Built<Given, Row>>()
  const builtFor = (db: Kysely<Tables>): Built<Given, Row> => {
    const [inSchema] = db.getExecutor().plugins
    const known = inSchema === undefined ? undefined : kept.get(inSchema)
    if (known !== undefined) return known
    const names = new Map<unknown, keyof Given>()
    const query = build(db, <Name extends keyof Given>(name: Name) => {
      const mark = Symbol()
      names.set(mark, name)
      return sql<Given[Name]>`${mark}`
    }).compile()
    const built = { query, names }
    if (inSchema !== undefined) kept.set(inSchema, built)
    return built
  }
  return (db, given) => ({
    compile: () => {
      const { query, names } = builtFor(db)
      const parameters = query.parameters.map((one) => {
        const name = names.get(one)
        return name === undefined ? one : given[name]
      })
      return { ...query, parameters }
    }
  })
}
