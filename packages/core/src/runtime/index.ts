export { TransactionUnavailable } from "./errors.ts"
export { Transaction } from "./Transaction.ts"
export { VirtualClock } from "./VirtualClock.ts"
