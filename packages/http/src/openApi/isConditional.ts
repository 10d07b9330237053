import type { AnyOperation } from "../operation/Operation.ts"

/** Whether whoever has the answer already may ask to be told only that it has not changed. */
export const isConditional = ({ method, isVersioned }: AnyOperation): boolean =>
  method === "GET" && isVersioned === true
