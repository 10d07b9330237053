/** A number that is shown, or a distribution of numbers. */
export interface Shown {
  readonly type: "counter" | "gauge" | "histogram"
  readonly labels: ReadonlyArray<string>
  readonly description: string
}

/**
 * Every metric that there is, by its name. Labels are names that Laurel gives (operations, kinds, states), never ids, users or addresses:
 * there are as many series however many people there are.
 */
export const catalogue = {
  laurel_info: { type: "gauge", labels: ["version"], description: "1, with the version of the program" },
  laurel_uptime_seconds: { type: "gauge", labels: [], description: "For how long the process has run" },
  laurel_requests_total: {
    type: "counter",
    labels: ["operation", "status"],
    description: "Requests that were answered"
  },
  laurel_request_seconds: {
    type: "histogram",
    labels: ["operation"],
    description: "How long requests took to be answered"
  },
  laurel_budget_refusals_total: {
    type: "counter",
    labels: ["budget"],
    description: "Requests that were refused because a budget was used up"
  },
  laurel_budget_failures_total: {
    type: "counter",
    labels: [],
    description: "Requests that were refused because nobody could say how much is left of a budget"
  },
  laurel_full_total: {
    type: "counter",
    labels: ["share"],
    description:
      "Requests that there was no room for: of the usual ones, or of those for which a fifth is kept (urgent). Most of them are refused before anything else is done for them, and are in no other metric and no log"
  },
  laurel_cache_reads_total: {
    type: "counter",
    labels: ["cache", "outcome"],
    description:
      "Reads of what the process keeps (page, challenge, plan, key, token, circle-members), by whether it was there (hit) or had to be made (miss)"
  },
  laurel_streams_open: { type: "gauge", labels: [], description: "Streams of boards that are open" },
  laurel_activities_total: {
    type: "counter",
    labels: ["outcome"],
    description: "Activities that came in over HTTP, by what became of them"
  },
  laurel_event_loop_delay_seconds: {
    type: "gauge",
    labels: ["percentile"],
    description: "How late the process got to what was due, since the last look"
  },
  laurel_memory_bytes: { type: "gauge", labels: ["kind"], description: "Memory of the process" },
  laurel_cpu_seconds_total: { type: "counter", labels: [], description: "Processor time that the process took" },
  laurel_store_up: { type: "gauge", labels: [], description: "1 where the store answered this look, 0 where not" },
  laurel_store_answer_seconds: {
    type: "gauge",
    labels: [],
    description: "How long the store took to answer what takes it nothing, at this look"
  },
  laurel_redis_up: {
    type: "gauge",
    labels: [],
    description: "1 where Redis answered this look, 0 where not: the store answers for boards meanwhile"
  },
  laurel_jobs: { type: "gauge", labels: ["kind", "state"], description: "Jobs by kind and state" },
  laurel_job_oldest_seconds: {
    type: "gauge",
    labels: ["kind"],
    description: "For how long the job has been due that waits longest"
  },
  laurel_job_outcomes_total: {
    type: "counter",
    labels: ["kind", "outcome"],
    description: "Tries of jobs in this process: done, failed, dead after the last, given_back, or lost to another"
  },
  laurel_job_seconds: { type: "histogram", labels: ["kind"], description: "How long tries of jobs took" },
  laurel_outbox_changes: {
    type: "gauge",
    labels: [],
    description: "Changes that wait to be carried to boards"
  },
  laurel_outbox_oldest_seconds: {
    type: "gauge",
    labels: [],
    description: "How far the projector is behind: the age of the oldest change that waits"
  },
  laurel_payouts: { type: "gauge", labels: ["state"], description: "Payout lines by state" },
  laurel_database_connections: {
    type: "gauge",
    labels: ["state"],
    description: "Connections of this process to the database: in use, idle, waited for, and the most there may be"
  }
} as const satisfies Readonly<Record<string, Shown>>

/** The name of a metric. */
export type MetricName = keyof typeof catalogue

/** A number as it is at this moment. */
export interface Reading {
  readonly name: MetricName
  readonly labels?: Readonly<Record<string, string>>
  readonly value: number
}
