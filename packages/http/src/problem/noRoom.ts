import { TemporaryReducedCapacity } from "./errors.ts"

/** What is refused because there is too much to do at this moment: in a second it may be otherwise. */
export const noRoom = new TemporaryReducedCapacity({ retryAfterSeconds: 1 })
