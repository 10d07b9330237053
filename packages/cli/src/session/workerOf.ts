import type { Session } from "./Session.ts"

/** The name under which a command pays: it tells who claimed a payout. */
export const workerOf = ({ by }: Session): string => `cli:${by}`
