import type { AnyOperation } from "../operation/Operation.ts"
import type { Example } from "./examples.ts"

/** The line that sends an example, to be tried at a command line. */
export const curlOf = ({ method, path, idempotency }: AnyOperation, example: Example): string => {
  const named = new Map(Object.entries(example.path ?? {}))
  const address = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(named.get(name) ?? ""))
  return [
    "curl",
    ...(method === "GET" ? [] : [`-X ${method}`]),
    `"$LAUREL${address}"`,
    '-H "Authorization: Bearer $TOKEN"',
    ...(idempotency === undefined ? [] : ['-H "Idempotency-Key: $(uuidgen)"']),
    ...(example.body === undefined
      ? []
      : ["-H 'Content-Type: application/json'", `-d '${JSON.stringify(example.body).replaceAll("'", "'\\''")}'`])
  ].join(" ")
}
