import { Schema } from "effect"

/** How many paths one request may have expanded: each is one more look at the store. */
const mostPaths = 4

/** What else is to be told beside what is read, by these paths; each is looked up once for a whole page. */
export const expand = <const Path extends string>(...paths: ReadonlyArray<Path>) =>
  Schema.optionalKey(
    Schema.Array(Schema.Literals(paths))
      .check(Schema.isMaxLength(mostPaths))
      .annotate({
        description: `What else is told, separated by commas: ${paths.map((path) => `\`${path}\``).join(", ")}.`
      })
  )
