/** The schema version of the engine that the migrations install. */
export const enginesVersion = 43

/** The one queue of the engine that jobs of all kinds are in. */
export const queue = "laurel"

/** The schema of the engine's tables, beside that of the store; both quoted or both not. */
export const jobsSchemaOf = (schema: string): string =>
  schema.endsWith('"') ? `${schema.slice(0, -1)}_jobs"` : `${schema}_jobs`

/** The same, as the engine takes it. */
export const enginesSchemaOf = (schema: string): string =>
  /^[a-z_][a-z0-9_]*$/.test(schema) ? jobsSchemaOf(schema) : jobsSchemaOf(`"${schema}"`)
