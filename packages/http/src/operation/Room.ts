import type { AnyOperation } from "./Operation.ts"

/** What is asked for, as far as it matters for whether it is taken. */
export type Wanted = Pick<AnyOperation, "id" | "policy">

/** Room for requests. */
export interface Room {
  /** Takes a request in; gives what is to be called when it is over, once or more often, or nothing where there is no room for it. */
  readonly enter: (wanted: Wanted) => (() => void) | undefined
}

/** Room for everybody. */
export const boundless: Room = { enter: () => () => undefined }
