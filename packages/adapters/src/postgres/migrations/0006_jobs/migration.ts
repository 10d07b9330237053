import { jobsSchemaOf, queue } from "../../jobs/place.ts"
import type { Migration } from "../Migration.ts"
import { engineTables } from "./engine.ts"

/** Without the brackets of a transaction and what belongs to them: the migration is one already. */
const withoutTransaction = (script: string): string =>
  script.replace(/^BEGIN;\s*(?:SET LOCAL [^;]*;\s*)*/, "").replace(/COMMIT;\s*$/, "")

/**
 * One queue for jobs of all kinds. Of jobs with one key that were not tried only one waits (`short`); how long a job waits
 * after a failure is for the core to say.
 */
const options = JSON.stringify({ policy: "short", retryDelay: 0, retryBackoff: false })

/**
 * The engine of jobs, in a schema of its own that has its functions too, and an index for the order in which workers claim. When the engine
 * is replaced by a version with other tables, what its own `getMigrationPlans` gives becomes a migration of its own, kept
 * word for word like this one.
 */
export const jobs: Migration = {
  number: 6,
  name: "jobs",
  up: (schema) => {
    const place = jobsSchemaOf(schema)
    return [
      withoutTransaction(engineTables).replaceAll("laurel_jobs", place),
      `select ${place}.create_queue('${queue}', '${options}'::jsonb)`,
      `create index laurel_due on ${place}.job_common (name, priority desc, start_after, id) where state < 'active' and not blocked`
    ]
  }
}
