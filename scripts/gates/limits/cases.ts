import { type Budget, budgets } from "@laurel/http"

/** Somebody asks for something until a budget is used up. */
export interface Case {
  readonly budget: Budget
  readonly method: "GET" | "POST"
  readonly path: string
  readonly as: "nobody" | "person" | "program" | "guesser"
  /** How many are let in of those who ask within one window. */
  readonly quota: number
  /** Budgets that may be used up: a refusal names those that are, one at least. */
  readonly violated: ReadonlyArray<Budget>
  /** What somebody who is let in is answered. */
  readonly letIn: ReadonlyArray<number>
}

const one = "/v1/challenges/none"

const asPerson = (budget: Budget, method: "GET" | "POST", path: string): Case => ({
  budget,
  method,
  path,
  as: "person",
  quota: Math.min(budgets[budget].quota, budgets.authenticated.quota),
  violated: [budget, "authenticated"],
  letIn: [400, 403, 404, 422]
})

/** Every budget, each with whoever it is first used up by. What is asked for is not there: who is let in is told so. */
export const cases: ReadonlyArray<Case> = [
  {
    budget: "anonymous",
    method: "GET",
    path: "/v1/challenges",
    as: "nobody",
    quota: budgets.anonymous.quota,
    violated: ["anonymous"],
    letIn: [200]
  },
  { ...asPerson("authenticated", "GET", "/v1/challenges"), violated: ["authenticated"], letIn: [200] },
  asPerson("activity-write", "POST", `${one}/activities`),
  asPerson("activity-sync", "POST", `${one}/activities:batch`),
  asPerson("expensive-read", "GET", `${one}/stats`),
  asPerson("definition-write", "POST", `${one}/publish`),
  asPerson("settlement", "POST", `${one}/settlement:apply`),
  asPerson("entry", "POST", `${one}/join`),
  asPerson("auth", "POST", "/v1/keys"),
  {
    budget: "auth",
    method: "GET",
    path: "/v1/challenges",
    as: "guesser",
    quota: budgets.auth.quota,
    violated: ["auth"],
    letIn: [401]
  },
  {
    budget: "program",
    method: "GET",
    path: "/v1/challenges",
    as: "program",
    quota: budgets.program.quota,
    violated: ["program"],
    letIn: [200]
  }
]
