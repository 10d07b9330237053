export { operations } from "./api/operations.ts"
export { type Client, type ClientOptions, makeClient, ProblemAnswered, type Request } from "./operation/makeClient.ts"
export type { AnyOperation, Operation, SuccessOf } from "./operation/Operation.ts"
export { Problem } from "./problem/Problem.ts"
