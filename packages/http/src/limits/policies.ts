import type { Policy } from "../operation/Operation.ts"

/** So many requests in so many seconds. */
export interface Quota {
  readonly quota: number
  readonly windowSeconds: number
  /** Whether they come back one by one instead of all at the end of the window: never twice as many around that. */
  readonly isBucket?: boolean
}

/** The names of all budgets. */
export type Budget = Exclude<Policy, "read"> | "anonymous" | "authenticated" | "program"

/**
 * How often somebody may ask.
 *
 * **Details**: every request is taken from the budget of whoever asks: `anonymous` by address, `authenticated` by person, `program` by key.
 * What an operation names is taken from that budget too, by the same; programs that do the work of many are not held to the budgets of one
 * person, but for what settles money and for keys: a program that enters people is held to its own. Those of money and keys are buckets. A credential that proves nothing is taken from `auth`, by address.
 */
export const budgets: Readonly<Record<Budget, Quota>> = {
  anonymous: { quota: 100, windowSeconds: 900 },
  authenticated: { quota: 200, windowSeconds: 60 },
  program: { quota: 6_000, windowSeconds: 60 },
  "activity-write": { quota: 10, windowSeconds: 60 },
  "activity-sync": { quota: 30, windowSeconds: 60 },
  "expensive-read": { quota: 100, windowSeconds: 60 },
  "definition-write": { quota: 30, windowSeconds: 60 },
  entry: { quota: 10, windowSeconds: 3_600, isBucket: true },
  settlement: { quota: 10, windowSeconds: 3_600, isBucket: true },
  auth: { quota: 5, windowSeconds: 900, isBucket: true }
}

/** By what each is counted: nobody is counted by what they say of themselves. */
export const countedBy: Readonly<Record<Budget, ReadonlyArray<"address" | "person" | "key">>> = {
  anonymous: ["address"],
  authenticated: ["person"],
  program: ["key"],
  "activity-write": ["person"],
  "activity-sync": ["person"],
  "expensive-read": ["address", "person"],
  "definition-write": ["person"],
  entry: ["person"],
  settlement: ["person", "key"],
  auth: ["address", "person", "key"]
}

/** Budgets that programs are held to as well. */
export const ofEverybody: ReadonlySet<Budget> = new Set<Budget>(["settlement", "auth"])

/** What nothing is given for while nobody can say how much is left in all processes: money, whoever pays it, and credentials. */
export const strict: ReadonlySet<Policy> = new Set<Policy>(["settlement", "entry", "auth"])
